import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHABET = `${LETTERS}0123456789`;

/** An identifier as API Gateway makes them: ten lower-case letters and digits, a letter first. */
export const newId = (): string => pick(LETTERS) + Array.from({ length: 9 }, () => pick(ALPHABET)).join('');

const pick = (characters: string): string => characters.charAt(randomInt(characters.length));
