/** What the engine says of itself. */
export interface EngineInfo {
  readonly version: string;
  /** Unix ms. */
  readonly startedAt: number;
  readonly sessionId: string;
}
