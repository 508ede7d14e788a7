// @ts-check
import { readFile } from 'node:fs/promises';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} LockedPackages by folder */

/** @param {string} file @returns {Promise<LockedPackages>} */
export async function readLock(file) {
  return JSON.parse(await readFile(file, 'utf8')).packages;
}

/**
 * Compares with npm's own record of what it installed, so that `npm install` by hand counts too.
 *
 * @param {LockedPackages} wanted of package-lock.json @param {LockedPackages} installed of node_modules
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true; // the repository itself
    const present = installed[folder];
    if (!present) return entry.optional === true; // made for another platform
    return present.version === entry.version && present.integrity === entry.integrity;
  });
}
