/** The present as API Gateway writes it: Unix seconds. */
export const now = (): number => Math.floor(Date.now() / 1000);
