/** Whether a text is, from its start to its end, to be replaced by a value. */
export const isVariable = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('${') && value.endsWith('}');
