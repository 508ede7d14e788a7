import { Agent } from 'node:https';

/**
 * With a Host header of another name, Node would ask for the certificate of that name: the engine has one for its own,
 * and the custom domain is only a header to it. Undefined, Node's own agent, without TLS.
 */
export const agentFor = (url: string): Agent | undefined => {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:') return undefined;
  const known = agents.get(hostname);
  if (known) return known;
  const agent = new Agent({ keepAlive: true, servername: hostname.replace(isAddress, '') });
  agents.set(hostname, agent);
  return agent;
};

/** An address is no name to ask for. */
const isAddress = /^(\[.*\]|[\d.]+)$/;

/** For each host one, whose connections are used again. */
const agents = new Map<string, Agent>();
