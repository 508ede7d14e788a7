// @ts-check

/** What every server of the benchmark answers with. */
export const answer = { type: 'application/json', body: '{"ok":true}' };

/** Says where a server listens, for whoever started it. @param {import('node:http').Server} server */
export function listen(server) {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
  });
}
