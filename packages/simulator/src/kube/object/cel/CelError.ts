/** A rule that fails while it is evaluated, in the words of the API. */
export class CelError extends Error {}
