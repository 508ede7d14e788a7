import { createHash } from 'node:crypto';

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

export function missingBlob(id: string): never {
  throw new Error(`The engine's data lacks the content ${id}. Deploy again to restore it.`);
}
