import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { invalidParameter } from '../lambdaErrors';

/** AWS's limit for the unpacked code of a function. */
const MAX_UNPACKED_BYTES = 262_144_000;

/** Far more than a bundle of 250 MB needs, few enough for any file system. */
const MAX_FILES = 50_000;

/** How much is inflated in memory at a time. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** Refuses what cannot be unpacked safely. Throws `InvalidParameterValueException` with AWS's text where it has one. */
export function checkArchive(zip: Buffer): void {
  const files = listFiles(zip);
  if (files.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
  if (files.length > MAX_FILES) {
    throw invalidParameter(
      `The zip holds ${files.length} files; the embedded emulator takes up to ${MAX_FILES}.`,
    );
  }
  if (files.reduce((sum, file) => sum + file.originalSize, 0) > MAX_UNPACKED_BYTES) {
    throw invalidParameter(`Unzipped size must be smaller than ${MAX_UNPACKED_BYTES} bytes`);
  }
  const outside = files.find((file) => !staysInside(file.name));
  if (outside) {
    throw invalidParameter(
      `The zip entry ${JSON.stringify(outside.name)} points outside the function's folder.`,
    );
  }
}

/** Unpacks an archive that `checkArchive` has passed, yielding to other work between batches. */
export async function unpackArchive(zip: Buffer, folder: string): Promise<void> {
  for (const batch of batches(listFiles(zip))) {
    const contents = unzipSync(zip, { filter: (file) => batch.has(file.name) });
    await Promise.all([...batch].map((name) => writeInto(join(folder, name), contents[name])));
  }
}

async function writeInto(path: string, content: Uint8Array | undefined): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content ?? '');
}

/** The files of the archive from its directory; nothing is inflated. */
function listFiles(zip: Buffer): UnzipFileInfo[] {
  const files: UnzipFileInfo[] = [];
  try {
    unzipSync(zip, {
      filter: (file) => {
        if (!file.name.endsWith('/')) files.push(file);
        return false;
      },
    });
  } catch {
    throw invalidParameter(
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    );
  }
  return files;
}

function staysInside(name: string): boolean {
  if (name.includes('\\') || name.includes('\0') || /^([a-z]:|\/)/i.test(name)) return false;
  return !name.split('/').includes('..');
}

function* batches(files: readonly UnzipFileInfo[]): Generator<Set<string>> {
  let batch = new Set<string>();
  let bytes = 0;
  for (const file of files) {
    batch.add(file.name);
    bytes += file.originalSize;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    batch = new Set();
    bytes = 0;
  }
  if (batch.size > 0) yield batch;
}
