// @ts-check
// Smithy's schema notation for TypeScript (@smithy/core/schema): tuples that begin with their kind.

const SIMPLE = 0;
const STRUCTURE = 3;
const OPERATION = 9;
const STRING = 0;
const LIST_MODIFIER = 64;
/** @type {Record<number, string>} */
const kindNames = { 1: 'number', 2: 'boolean' };
const traitBits = { httpLabel: 1, httpPayload: 16, httpQueryParams: 64 };

/**
 * @typedef {object} Member
 * @property {string} name
 * @property {boolean} required
 * @property {Record<string, any>} traits
 * @property {string} kind
 */

/** @param {unknown} shape */
export const isOperation = (shape) => Array.isArray(shape) && shape[0] === OPERATION;

/** @param {any} schema */
export const resolve = (schema) => (typeof schema === 'function' ? schema() : schema);

/** @param {any} input a structure, or nothing @returns {Member[]} */
export function membersOf(input) {
  const [, , , , names = [], references = [], requiredCount = 0] = input ?? [];
  return names.map((/** @type {string} */ name, /** @type {number} */ index) =>
    readMember(name, references[index], index < requiredCount),
  );
}

/** A member's own traits and those of its shape. @returns {Member} */
function readMember(
  /** @type {string} */ name,
  /** @type {any} */ reference,
  /** @type {boolean} */ required,
) {
  const [schema, own] =
    Array.isArray(reference) && typeof reference[0] !== 'string' ? memberOf(reference) : [reference, 0];
  const shape = resolve(schema);
  const shapeTraits = Array.isArray(shape) ? traitsOf(shape[3]) : {};
  return { name, required, traits: { ...shapeTraits, ...traitsOf(own) }, kind: kindOf(shape) };
}

/** `[schema, traits]` belongs to a member; `[3, "com.amazonaws…", …]` is a shape itself. */
const memberOf = (/** @type {any[]} */ reference) =>
  typeof reference[1] === 'string' ? [reference, 0] : reference;

/** Traits are a number of bits, an object, or absent. @returns {Record<string, any>} */
function traitsOf(/** @type {any} */ traits) {
  if (typeof traits !== 'number') return traits ?? {};
  return Object.fromEntries(Object.entries(traitBits).filter(([, bit]) => traits & bit));
}

/** @returns {string} */
function kindOf(/** @type {any} */ shape) {
  if (Array.isArray(shape)) {
    if (shape[0] === SIMPLE) return kindOf(shape[4]);
    if (shape[0] === STRUCTURE) return 'structure';
    return shape[0] === 1 ? 'list' : 'other';
  }
  if (shape === STRING) return 'string';
  return shape >= LIST_MODIFIER && shape < 2 * LIST_MODIFIER ? 'list' : (kindNames[shape] ?? 'bytes');
}
