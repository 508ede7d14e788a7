// @ts-check
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

/** Where each benchmark keeps what it measured last, in a section of its own. */
export const resultsFile = join(root, 'bench', 'results.md');

const head = '# Results\n\nWritten by the benchmarks themselves ([how to run and read them](README.md)).\n';

/**
 * Puts a benchmark's section into the results, in the place of its last one.
 *
 * @param {string} name of the section: `panel` @param {string} text Markdown, with its heading
 * @param {string} [file]
 */
export async function writeResults(name, text, file = resultsFile) {
  const before = await readFile(file, 'utf8').catch(() => head); // the first of all
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, replaceSection(before, name, text));
  await rename(temporary, file);
}

/** @param {string} document @param {string} name @param {string} text @returns {string} */
export function replaceSection(document, name, text) {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const section = `${begin}\n${text.trim()}\n${end}`;
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) return `${document.trimEnd()}\n\n${section}\n`;
  return document.slice(0, from) + section + document.slice(to + end.length);
}
