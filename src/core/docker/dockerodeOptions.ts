import http from 'node:http';
import https from 'node:https';
import type { DockerOptions as Known } from 'dockerode';
import type { DockerAddress } from './docker';
import type { SshOptions } from './sshOptions';

/** The types forget `agent`. */
export type DockerodeOptions = Known & { readonly agent?: http.Agent };

/** How dockerode is told where Docker is: all of it, since what is left out it would take from the environment. */
export const dockerodeOptions = (address: DockerAddress, ssh?: SshOptions): DockerodeOptions => {
  const none = { ca: undefined, cert: undefined, key: undefined, timeout: undefined };
  const pipe = /^(?:unix|npipe):\/\/(.+)$/.exec(address.host)?.[1];
  if (pipe) return { ...none, socketPath: pipe, protocol: 'http', agent: new http.Agent() };
  const { hostname, port, username, protocol } = new URL(address.host);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'ssh:') {
    return { ...none, host, port: port || 22, username, protocol: 'ssh', sshOptions: { ...ssh } };
  }
  const secure = address.tls !== undefined || protocol === 'https:';
  return {
    ...none,
    host,
    port: port || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    // No keep-alive: nothing is left open, and no request meets a connection that Docker has closed.
    agent: secure ? new https.Agent(tlsOptions(address)) : new http.Agent(),
  };
};

const tlsOptions = ({ tls }: DockerAddress): https.AgentOptions => ({
  ...(tls?.ca ? { ca: tls.ca } : {}),
  ...(tls?.cert ? { cert: tls.cert } : {}),
  ...(tls?.key ? { key: tls.key } : {}),
  rejectUnauthorized: !tls?.skipVerify,
});
