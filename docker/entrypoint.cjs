// The container's first process: the engine, with what it needs to be reached and to keep its state. What
// `docker run IMAGE …` adds comes after these options, and wins where it names one again.
const given = process.argv.slice(2);
const isGateway = given.some((option) => /^--upstream(=|$)/.test(option)); // it keeps no state of its own
const state = isGateway ? [] : ['--data', '/var/lib/localstack'];
process.argv.splice(2, 0, '--host', '0.0.0.0', '--port', '4566', ...state);
require('./engine.js');
