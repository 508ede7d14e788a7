import type { Response } from 'node-fetch';

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** In the order they came, repeated ones repeated. */
export const readHeaders = ({ headers }: Pick<Response, 'headers'>): HeaderList =>
  Object.entries(headers.raw()).flatMap(([name, values]) => values.map((value) => [name, value] as const));
