import type { IncomingMessage } from 'node:http';

/** An answer that AWS's clients take for an error of the service, and do not ask again. */
export interface RelayRefusal {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const code = 'EngineUnreachable';

const opening = 'The engine cannot be reached: ';

/** `why`, in the shape of the protocol that was spoken, so that the tool prints it. */
export const engineUnreachable = (
  { headers }: Pick<IncomingMessage, 'headers'>,
  why: string,
): RelayRefusal => {
  const message = opening + why;
  const error = `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  if (/\/s3\/aws4_request/.test(headers.authorization ?? '')) return xml(`<Error>${error}</Error>`);
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return xml(`<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`);
  }
  return {
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
};

/** Why the engine could not be reached, if what a tool printed tells it. */
export const findUnreachable = (output: string): string | undefined =>
  output.split(opening)[1]?.split('\n')[0]?.trim();

const xml = (body: string): RelayRefusal => ({ headers: { 'content-type': 'application/xml' }, body });

const escapeXml = (text: string) =>
  text.replace(/[&<>]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[each] ?? each);
