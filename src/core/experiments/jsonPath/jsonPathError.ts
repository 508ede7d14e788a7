/** A path that cannot be read; the message is a sentence for whoever wrote it. */
export class JsonPathError extends Error {}
