// Preloaded into VS Code's server, which takes NODE_OPTIONS away from the extension host: so it goes there as an
// argument. In the extension host it answers, on a socket, how much that has used so far; it does nothing on its own.
const extensionHost = '--type=extensionHost';
if (process.argv.includes(extensionHost)) answerOn(process.env.CHAOS_BENCH_SOCKET);
else if (process.argv[1]?.endsWith('server-main.js')) goAlong();

function goAlong() {
  const childProcess = require('node:child_process');
  const { fork } = childProcess;
  childProcess.fork = (path, args = [], options = {}) => {
    const execArgv = options.execArgv ?? [];
    const own = args.includes(extensionHost) ? ['--require', __filename, ...execArgv] : execArgv;
    return fork(path, args, { ...options, execArgv: own });
  };
  require('node:module').syncBuiltinESMExports();
}

function answerOn(path) {
  const { createServer } = require('node:net');
  const { monitorEventLoopDelay } = require('node:perf_hooks');
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const methods = { usage: () => usage(delays), memory, collect, startProfile, stopProfile };
  const server = createServer((connection) => {
    connection.on('error', () => {}); // whoever asked is gone
    connection.once('data', async (name) => connection.end(JSON.stringify(await methods[name]())));
  });
  server.on('error', () => {}); // another window's extension host was first
  server.listen(path).unref();
}

/** Since the last time it was asked, as for the longest pause. */
function usage(delays) {
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  const longestPauseMs = delays.max / 1e6;
  delays.reset();
  return { cpuMs: (user + system) / 1000, heapBytes: heapUsed, rssBytes: rss, longestPauseMs };
}

/** Bytes: as Node counts them, what each space of V8 has taken, and how much of each kind of mapping is resident. */
function memory() {
  const { getHeapSpaceStatistics } = require('node:v8');
  const spaces = getHeapSpaceStatistics()
    .filter((space) => space.space_size > 0)
    .map(({ space_name, space_size, space_used_size }) => [
      space_name,
      { size: space_size, used: space_used_size },
    ]);
  return { ...process.memoryUsage(), spaces: Object.fromEntries(spaces), resident: residentByKind() };
}

/** `[heap]` is malloc's own; what has no name is V8's, of threads, or malloc's for what is large. Empty but on Linux. */
function residentByKind() {
  const { readFileSync } = require('node:fs');
  const bytes = {};
  const add = (name, kilobytes) => {
    bytes[name] = (bytes[name] ?? 0) + Number.parseInt(kilobytes, 10) * 1024;
  };
  let kind = '';
  try {
    for (const line of readFileSync('/proc/self/smaps', 'utf8').split('\n')) {
      const mapping = /^[0-9a-f]+-[0-9a-f]+ (?:\S+ +){4}(.*)$/.exec(line);
      if (mapping) kind = mapping[1].startsWith('/') ? 'files' : mapping[1] || 'unnamed';
      else if (line.startsWith('Rss:')) add(kind, line.slice(4));
      else if (line.startsWith('LazyFree:')) add('given back', line.slice(9));
    }
  } catch {
    // There is no such file.
  }
  return bytes;
}

/** Lets go of all garbage, then has V8 do what it does when memory is short: give back the pages it keeps for later. */
function collect() {
  require('node:v8').setFlagsFromString('--expose-gc');
  const gc = require('node:vm').runInNewContext('gc');
  for (let round = 0; round < 3; round += 1) gc(); // what finalizers let go of goes with the next one
  gc({ type: 'major', flavor: 'last-resort', execution: 'sync' });
  return {};
}

let session;

async function startProfile() {
  const { Session } = require('node:inspector/promises');
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 16384,
    includeObjectsCollectedByMajorGC: true,
  });
  return {};
}

async function stopProfile() {
  const { profile: cpu } = await session.post('Profiler.stop');
  const { profile: outlived } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  return { cpu, outlived };
}
