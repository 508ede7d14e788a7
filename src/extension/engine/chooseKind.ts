import type { EngineKind } from '../../core/engines/engine';

/** What the settings ask for. */
export interface EngineWish {
  readonly kind: 'auto' | 'embedded' | 'localstack';
  /** Of an engine that somebody else runs; empty when none is named. */
  readonly endpoint: string;
  /** The image is not the default one, which needs a token. */
  readonly ownImage: boolean;
}

/** What is known of this machine. */
export interface EngineFacts {
  readonly tokenKnown: boolean;
  readonly dockerAnswers: boolean;
}

/** The kind of engine to start: what the settings name, and with `auto` LocalStack where it can run. */
export const chooseKind = (wish: EngineWish, { tokenKnown, dockerAnswers }: EngineFacts): EngineKind => {
  if (wish.endpoint !== '') return 'external';
  if (wish.kind !== 'auto') return wish.kind;
  return dockerAnswers && (tokenKnown || wish.ownImage) ? 'localstack' : 'embedded';
};

/** Whether it depends on Docker: otherwise nobody need look for it. */
export const dependsOnDocker = (wish: EngineWish, tokenKnown: boolean): boolean =>
  chooseKind(wish, { tokenKnown, dockerAnswers: true }) !==
  chooseKind(wish, { tokenKnown, dockerAnswers: false });
