import http from 'node:http';
import https from 'node:https';
import type { DockerOptions as KnownOptions } from 'dockerode';
import type { DockerAddress } from './docker';

/** The types forget `agent`. */
export type DockerodeOptions = KnownOptions & { readonly agent: http.Agent };

/**
 * How dockerode is told where Docker is: all of it, since what is left out it would take from the environment.
 * `tunnel` makes the connections to an ssh host.
 */
export const dockerodeOptions = (address: DockerAddress, tunnel?: http.Agent): DockerodeOptions => {
  const none = { ca: undefined, cert: undefined, key: undefined, timeout: undefined };
  const pipe = /^(?:unix|npipe):\/\/(.+)$/.exec(address.host)?.[1];
  if (pipe) return { ...none, socketPath: pipe, protocol: 'http', agent: new http.Agent() };
  const { hostname, port, protocol } = new URL(address.host);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (tunnel) return { ...none, host, port: port || 22, protocol: 'http', agent: tunnel };
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
