// @ts-check
// Somebody who listens to the engine's events, and takes them as fast as they come. Says when it hears.
import { get } from 'node:http';

get(`${process.argv[2]}/_chaos/events`, (response) => {
  response.resume();
  process.stdout.write('listening\n');
});
