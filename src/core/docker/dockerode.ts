/** A bundle of its own (`dist/docker.js`): import it lazily, since with its ssh client it is slow to load. */
export { default as Dockerode } from 'dockerode';
export { Client as SshClient } from 'ssh2';
