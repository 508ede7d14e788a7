import { processTree } from './processTree';

/** The extension host among what a server of VS Code started; rejects when there is none. */
export async function extensionHostOf(server: number): Promise<number> {
  const all = await processTree(server);
  const host = all.find(({ command }) => command.includes('--type=extensionHost'));
  if (!host) throw new Error(`The server ${server} has no extension host.`);
  return host.pid;
}
