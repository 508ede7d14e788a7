import { type Latency, longestWaitMs } from '../../core/faults/rule';

/** Milliseconds. `random` gives numbers from 0 to below 1; it is asked the same number of times for the same latency. */
export function drawLatency(latency: Latency, random: () => number): number {
  const { min = 0, max = longestWaitMs } = latency;
  const drawn = draw(latency, random);
  return Math.round(Math.min(Math.max(drawn, min), max) * 10) / 10;
}

function draw(latency: Latency, random: () => number): number {
  switch (latency.distribution) {
    case 'normal':
      return latency.mean + latency.deviation * standardNormal(random);
    case 'lognormal':
      return latency.median * Math.exp(latency.sigma * standardNormal(random));
    default:
      return latency.min + (latency.max - latency.min) * random();
  }
}

/** Box and Muller's method. */
const standardNormal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
