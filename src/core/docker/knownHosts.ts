import { createHmac } from 'node:crypto';

/** A public key of a host: its type, and the key in base64. */
export interface HostKey {
  readonly type: string;
  readonly key: string;
}

/** The keys that a `known_hosts` file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) has for a host. */
export const knownKeys = (file: string, host: string, port: number): readonly HostKey[] =>
  file.split('\n').flatMap((line) => {
    const [names = '', type = '', key = ''] = line.trim().split(/\s+/);
    // Lines of markers (`@cert-authority`, `@revoked`) trust nothing that could be compared here.
    if (!key || /^[#@]/.test(names)) return [];
    return matches(names, port === 22 ? host : `[${host}]:${port}`) ? [{ type, key }] : [];
  });

const matches = (names: string, host: string): boolean => {
  const hashed = /^\|1\|([^|]+)\|(.+)$/.exec(names);
  if (!hashed) return names.split(',').some((name) => name.toLowerCase() === host.toLowerCase());
  const [, salt = '', hash] = hashed;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(host).digest('base64') === hash;
};

/** What an ssh server may be asked to prove itself with, so that the key it shows is one that is known. */
export const signatureAlgorithms = (keys: readonly HostKey[]): readonly string[] => [
  ...new Set(
    keys.flatMap(({ type }) => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [type])),
  ),
];
