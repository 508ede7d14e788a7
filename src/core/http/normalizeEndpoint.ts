import { HumanError } from '../errors';

/** The origin of what a person types: adds a missing `http://`. Refuses what is more or less than that. */
export const normalizeEndpoint = (endpoint: string): string => {
  const text = endpoint.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!/^https?:/i.test(full) || !URL.canParse(full)) {
    throw wrong(
      `"${withoutCredentials(text)}" is not an endpoint. Give the engine's URL, like http://127.0.0.1:4566.`,
    );
  }
  const { origin, username, password, pathname, search, hash } = new URL(full);
  // Not quoted: it may be a secret, and this sentence gets into logs.
  if (username || password) {
    throw wrong(`The endpoint holds a user name or a password, which no engine takes there. Give ${origin}.`);
  }
  if (pathname !== '/' || search || hash) {
    throw wrong(`An engine is found by its host and port alone, without "${pathname}". Give ${origin}.`);
  }
  return origin;
};

const withoutCredentials = (text: string) => text.replace(/[^/@]*@/, '…@');

const wrong = (message: string) => new HumanError(message, 'usage');
