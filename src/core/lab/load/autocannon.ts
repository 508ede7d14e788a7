/** A bundle of its own (`dist/load.js`): import it lazily, since most people never ask for load. */
export { default as autocannon } from 'autocannon';
