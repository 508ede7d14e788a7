// An engine for tests of who starts one. FAKE_ENGINE says how it behaves: `dies`, `hangs`, `deaf`, `mute`, or well.
const { createServer } = require('node:http');

const mode = process.env.FAKE_ENGINE ?? 'well';
const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
const answers = {
  '/_localstack/health': { services: { lambda: 'running' }, edition: 'chaos-lab', version: '0' },
  '/_localstack/info': { version: '0' },
  '/_localstack/chaos/faults': [],
  '/_localstack/chaos/effects': { latency: 0 },
  '/_chaos/capabilities': { product: 'fake', version: '0', leases: true, events: true, hitCounts: true },
};

const serve = () => {
  const server = createServer((request, response) => {
    if (request.url === '/die') {
      process.stderr.write('out of luck\n');
      process.exit(3);
    }
    if (request.url === '/environment') return response.end(JSON.stringify(process.env));
    if (request.url === '/arguments') return response.end(JSON.stringify(process.argv.slice(2)));
    const answer = mode === 'mute' ? undefined : answers[request.url];
    response.writeHead(answer ? 200 : 404);
    response.end(answer ? JSON.stringify(answer) : '');
  });
  server.listen(port, '127.0.0.1', () => {
    process.stdout.write(`chaos-lab engine on http://127.0.0.1:${server.address().port}\n`);
    process.stdout.write('Ready.\n');
  });
};

process.stdin.on('end', () => process.exit(0)).resume();
if (mode === 'deaf') process.on('SIGTERM', () => process.stdout.write('no\n'));
if (mode === 'dies') {
  process.stderr.write('first line\nport 4566 is in use\n');
  process.exitCode = 1;
  process.stdin.destroy();
} else if (mode === 'hangs') {
  process.stdout.write('thinking\n');
  setInterval(() => {}, 1000);
} else {
  serve();
}
