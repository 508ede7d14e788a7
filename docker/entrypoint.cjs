// The container's first process: the engine, with what it needs to be reached and to keep its state. What
// CHAOS_LAB_OPTIONS and then `docker run IMAGE …` add comes after these options, and wins where it names one again.
const fromEnvironment = (process.env.CHAOS_LAB_OPTIONS ?? '').split(/\s+/).filter(Boolean);
const given = [...fromEnvironment, ...process.argv.slice(2)];
const isGateway = given.some((option) => /^--upstream(=|$)/.test(option)); // it keeps no state of its own
const state = isGateway ? [] : ['--data', '/var/lib/localstack'];
process.argv.splice(2, process.argv.length, '--host', '0.0.0.0', '--port', '4566', ...state, ...given);

// A first process is not ended by a signal that nobody handles: we do, until the engine does.
const end = () => process.exit(0);
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end);
// Only when the other one is there: with none left, Node would let go of the signal.
process.on('newListener', (event) => queueMicrotask(() => process.off(event, end)));

require('./engine.js');
