/** The emulator behind the gateway gave no answer. The message says which one, why, and what to do. */
export class UpstreamError extends Error {
  /** Of Node, OpenSSL or the HTTP parser, like `ECONNREFUSED`. */
  readonly code: string;

  constructor(url: string, cause: unknown) {
    const code = codeOf(cause);
    super(describe(url, code), { cause });
    this.name = 'UpstreamError';
    this.code = code;
  }

  /** Asking again cannot help: the address is that of something else, or not trusted. */
  get isFinal(): boolean {
    return /CERT|UNABLE_TO_|^(HPE_|EPROTO|ERR_SSL)/.test(this.code);
  }
}

export const isUpstreamError = (error: unknown): error is UpstreamError => error instanceof UpstreamError;

const codeOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message ?? 'unknown error';
};

/** By the codes of Node, OpenSSL and its HTTP parser. */
const kinds: readonly (readonly [RegExp, (url: string, code: string) => string])[] = [
  [
    /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_TLS_CERT_ALTNAME_INVALID)$/,
    (url, code) =>
      `The certificate of ${url} is not valid for it (${code}). Renew it, or give --upstream the name that it was made for.`,
  ],
  [
    /CERT|UNABLE_TO_/,
    (url, code) =>
      `The certificate of ${url} is not trusted (${code}). Start the engine with NODE_EXTRA_CA_CERTS naming the file of the authority that signed it.`,
  ],
  [
    /^(HPE_|EPROTO|ERR_SSL)/,
    (url, code) =>
      `What answers at ${url} does not speak ${url.startsWith('https:') ? 'HTTPS' : 'HTTP'} (${code}). Check the scheme and the port given with --upstream.`,
  ],
  [
    /^(ECONNRESET|EPIPE)$/,
    (url, code) =>
      `The emulator at ${url} broke the connection off without an answer (${code}). Its log may say why.`,
  ],
];

const describe = (url: string, code: string): string => {
  const known = kinds.find(([pattern]) => pattern.test(code));
  if (known !== undefined) return known[1](url, code);
  return `Nothing answers at ${url}, where the engine passes requests on to (${code}). Start the emulator there, or start the engine with another --upstream.`;
};
