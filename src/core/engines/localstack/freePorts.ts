import { createServer } from 'node:net';

/** Those of `ports` that nothing on this machine listens on. */
export const freePorts = async (ports: readonly number[]): Promise<readonly number[]> => {
  const free = await Promise.all(ports.map(isFree));
  return ports.filter((_, index) => free[index]);
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
