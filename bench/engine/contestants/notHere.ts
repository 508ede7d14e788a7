/** A rival that cannot be measured on this machine; the message says why. */
export class NotHere extends Error {}
