/** As JSON; a value that is nested too deeply to be written is not worth an error. */
export const jsonText = (value: unknown, indent?: number): string => {
  try {
    return JSON.stringify(value, undefined, indent) ?? String(value);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
};

export const tooDeep = '(nested too deeply to be shown)';
