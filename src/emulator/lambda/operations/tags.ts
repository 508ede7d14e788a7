import type { Input, Operation } from '../../service';
import { requiredField, textMapField } from '../fields';
import type { LambdaParts } from '../parts';

export const tags = ({ table }: LambdaParts): Record<string, Operation> => ({
  ListTags: (input, { region }) => ({
    body: { Tags: table.get(region, requiredField(input, 'Resource')).tags },
  }),
  TagResource: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'Resource'));
    table.change(region, record, { tags: { ...record.tags, ...textMapField(input, 'Tags') } });
    return { status: 204 };
  },
  UntagResource: (input, { region }) => {
    const record = table.get(region, requiredField(input, 'Resource'));
    const removed = tagKeys(input);
    const kept = Object.entries(record.tags).filter(([key]) => !removed.includes(key));
    table.change(region, record, { tags: Object.fromEntries(kept) });
    return { status: 204 };
  },
});

const tagKeys = ({ TagKeys }: Input): readonly unknown[] => (Array.isArray(TagKeys) ? TagKeys : []);
