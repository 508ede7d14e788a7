import { HumanError } from '../errors';

/** An image's name, taken apart: `registry.example.com:5000/team/app:1.2@sha256:…`. */
export interface ImageReference {
  /** `docker.io` when the name has none. */
  readonly registry: string;
  /** Registry included where the name has one; without tag and digest. */
  readonly name: string;
  /** `latest` when there is neither tag nor digest. */
  readonly tag?: string;
  /** `sha256:…`. */
  readonly digest?: string;
}

const pattern = /^([^@\s]+?)(?::(\w[\w.-]{0,127}))?(?:@([a-z0-9]+:[0-9a-f]{32,}))?$/;
const component = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;

/** Throws a `HumanError` when it is no image's name (https://pkg.go.dev/github.com/distribution/reference). */
export const parseImageReference = (image: string): ImageReference => {
  const [, name = '', tag, digest] = pattern.exec(image) ?? [];
  const [first = '', ...rest] = name.split('/');
  const hasRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const path = hasRegistry ? rest : [first, ...rest];
  if (!path.every((each) => component.test(each))) throw new HumanError(notAnImage(image));
  return {
    registry: hasRegistry ? first : 'docker.io',
    name,
    ...(tag || !digest ? { tag: tag ?? 'latest' } : {}),
    ...(digest ? { digest } : {}),
  };
};

const notAnImage = (image: string): string =>
  `"${image}" is no name of an image. Write it like localstack/localstack:2026.4.0, in lower case.`;
