import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineOptions, type RunningEngine, startEngine } from './startEngine';

export interface EngineInTest extends RunningEngine {
  /** Where it keeps its state, unless it has an upstream: give it to a second engine to see what survived. */
  readonly dataDir: string;
  /** What it reported so far. */
  readonly reports: readonly string[];
}

/** For tests: runs an engine in this process on a free port, hands it out, and takes everything back. */
export async function withEngine<T>(
  options: Partial<EngineOptions>,
  work: (engine: EngineInTest) => Promise<T>,
): Promise<T> {
  const ownDir =
    options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'chaos-lab-engine-')) : undefined;
  const dataDir = options.dataDir ?? ownDir ?? '';
  const reports: string[] = [];
  const report = (line: string) => reports.push(line);
  try {
    const engine = await startEngine({
      port: 0,
      host: '127.0.0.1',
      region: 'us-east-1',
      report,
      ...options,
      dataDir,
    });
    try {
      return await work({ ...engine, dataDir, reports });
    } finally {
      await engine.close();
    }
  } finally {
    if (ownDir !== undefined) await rm(ownDir, { recursive: true, force: true });
  }
}
