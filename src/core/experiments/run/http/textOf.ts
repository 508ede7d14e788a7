/** The text of a body in the encoding that its content type names; without one, texts are Latin-1 as HTTP says. */
export const textOf = (body: Buffer, contentType: string): string => {
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  const encoding = named ?? (/^text\//i.test(contentType) ? 'latin1' : 'utf-8');
  return decode(body, encoding);
};

const decode = (body: Buffer, encoding: string): string => {
  try {
    return new TextDecoder(encoding).decode(body);
  } catch {
    return body.toString('utf8'); // an encoding that nobody knows
  }
};
