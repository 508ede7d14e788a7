import { AwsError } from '../../aws/awsError';
import type { Input, Operation } from '../service';
import type { Tag } from './certificate';
import type { CertificateTable } from './certificateTable';

const MAX_TAGS = 50;

export const certificateTags = (table: CertificateTable): Record<string, Operation> => ({
  ListTagsForCertificate: (input, context) => ({ body: { Tags: table.named(input, context).tags } }),
  AddTagsToCertificate: (input, context) => {
    const certificate = table.named(input, context);
    const added = tagsOf(input);
    const kept = certificate.tags.filter(({ Key }) => !added.some((tag) => tag.Key === Key));
    const tags = [...kept, ...added];
    if (tags.length > MAX_TAGS) {
      throw new AwsError('TooManyTagsException', `A certificate can have at most ${MAX_TAGS} tags.`);
    }
    table.put(context, { ...certificate, tags });
    return {};
  },
  RemoveTagsFromCertificate: (input, context) => {
    const certificate = table.named(input, context);
    const removed = tagsOf(input);
    const tags = certificate.tags.filter((tag) => !removed.some((other) => isNamedBy(tag, other)));
    table.put(context, { ...certificate, tags });
    return {};
  },
});

/** A tag to remove that has no value stands for every value of its key. */
const isNamedBy = (tag: Tag, { Key, Value }: Tag): boolean =>
  tag.Key === Key && (Value === undefined || (tag.Value ?? '') === Value);

function tagsOf({ Tags }: Input): Tag[] {
  const isTag = (tag: unknown) => typeof (tag as Tag | undefined)?.Key === 'string';
  if (Array.isArray(Tags) && Tags.length > 0 && Tags.every(isTag)) return Tags;
  throw new AwsError('InvalidTagException', 'Tags must be a list of {Key, Value} with at least one of them.');
}
