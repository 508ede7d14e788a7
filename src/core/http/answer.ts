/** What a peer answered: complete, and the same for every status. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Absent when the body is not JSON. */
  readonly json?: unknown;
}

export const parseAnswer = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const head = { status: response.status, headers: Object.fromEntries(response.headers), text };
  try {
    return { ...head, json: JSON.parse(text) };
  } catch {
    return head; // not JSON: the caller says what came instead
  }
};

/** The start of an answer, for an error message: `404 Not Found: {"message":…`. */
export const quote = ({ status, text }: Pick<Answer, 'status' | 'text'>): string => {
  const start = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  return start ? `${status}: ${start}` : `${status} with an empty body`;
};
