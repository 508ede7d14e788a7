/** A pattern that cannot be used; the message is a sentence for whoever wrote it. */
export class PythonRegexError extends Error {}
