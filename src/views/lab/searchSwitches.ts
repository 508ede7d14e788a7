import { knownServices } from '../../core/lab/knownServices';

export interface Found {
  readonly service: string;
  readonly operation?: string;
}

const most = 12;
const typed = /^([A-Za-z0-9_-]+)(?:[\s.:/]+([A-Za-z0-9]+))?$/;

/**
 * Services and operations that a person may mean. What is typed can always be chosen as it is, known or not:
 * `dynamodb`, `dynamodb PutItem`.
 */
export const searchSwitches = (text: string): Found[] => {
  const wanted = text
    .trim()
    .toLowerCase()
    .split(/[\s.:/]+/)
    .filter(Boolean);
  if (wanted.length === 0) return [];
  const known = all.filter((found) => {
    const name = nameOf(found).toLowerCase();
    return wanted.every((word) => name.includes(word));
  });
  const exact = asTyped(text);
  if (!exact) return known.slice(0, most);
  const others = known.filter((found) => nameOf(found) !== nameOf(exact));
  return isKnown(exact) ? [exact, ...others.slice(0, most - 1)] : [...others.slice(0, most - 1), exact];
};

/** `dynamodb PutItem`. */
export const nameOf = ({ service, operation }: Found): string =>
  [service, operation].filter(Boolean).join(' ');

const all: readonly Found[] = Object.entries(knownServices).flatMap(([service, operations]) => [
  { service },
  ...operations.map((operation) => ({ service, operation })),
]);

const isKnown = (found: Found): boolean => all.includes(found);

const asTyped = (text: string): Found | undefined => {
  const [, service, operation] = typed.exec(text.trim()) ?? [];
  if (service === undefined) return undefined;
  const exact = { service, ...(operation && { operation }) };
  return all.find((found) => nameOf(found).toLowerCase() === nameOf(exact).toLowerCase()) ?? exact;
};
