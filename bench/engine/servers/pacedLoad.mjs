// @ts-check
// node pacedLoad.mjs URL HEADERS RATE SECONDS
// Sends requests at a fixed pace, whatever the answers take, and says how long they took: waiting for a free connection
// counts, the timer's own lateness does not. Prints JSON, in ms.
import { connect } from 'node:net';

const [url = '', headers = '{}', rate = '', seconds = ''] = process.argv.slice(2);
const { hostname, port, pathname, host } = new URL(url);
const lines = Object.entries({ host, ...JSON.parse(headers) }).map(
  ([name, value]) => `${name}: ${value}\r\n`,
);
const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`);

const stepMs = 1000 / Number(rate);
const total = Number(rate) * Number(seconds);
/** @type {number[]} */
const tookMs = [];
/** @type {number[]} When the requests that wait for a connection were due. */
const waiting = [];
/** @type {((dueMs: number) => void)[]} */
const idle = [];

function openConnection() {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let dueMs = 0;
  let answer = '';
  const send = (/** @type {number} */ due) => {
    dueMs = due;
    socket.write(request);
  };
  const next = () => {
    const due = waiting.shift();
    if (due === undefined) idle.push(send);
    else send(due);
  };
  socket.setEncoding('latin1');
  socket.on('connect', next);
  socket.on('data', (text) => {
    answer += text;
    // The answers of the benchmark end with their only object.
    if (!answer.endsWith('}') && !answer.endsWith('}\r\n0\r\n\r\n')) return;
    if (!answer.startsWith('HTTP/1.1 200 ')) throw new Error(`No 200: ${answer}`);
    answer = '';
    tookMs.push(performance.now() - dueMs);
    if (tookMs.length === total) finish();
    else next();
  });
}

function finish() {
  tookMs.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => tookMs[Math.floor(tookMs.length * share)];
  process.stdout.write(JSON.stringify({ p50: at(0.5), p99: at(0.99) }));
  process.exit(0);
}

for (let opened = 0; opened < 16; opened++) openConnection();
const beginMs = performance.now() + 100;
let sent = 0;
const timer = setInterval(() => {
  for (; sent < total && beginMs + sent * stepMs <= performance.now(); sent++) {
    const dueMs = performance.now();
    const send = idle.shift();
    if (send === undefined) waiting.push(dueMs);
    else send(dueMs);
  }
  if (sent === total) clearInterval(timer);
}, 1);
