import { join } from 'node:path';
import type { Core } from '../programs/pinned';
import { startProgram } from '../programs/startProgram';
import type { Server } from './contestant';

/** The limit for Node: it answers, and that is all. */
export const startPlain = (core?: Core): Promise<Server> => start(['plain.mjs'], core);

/** The least of a proxy in front of `origin`. */
export const startMinimalProxy = (origin: string): Promise<Server> => start(['proxy.mjs', origin]);

async function start([name = '', ...args]: string[], core?: Core): Promise<Server> {
  const file = join(__dirname, '..', 'servers', name);
  const program = await startProgram([process.execPath, file, ...args], {
    says: /^(\d+)$/,
    ...(core && { core }),
  });
  return { ...program, origin: `http://127.0.0.1:${program.said[1]}` };
}
