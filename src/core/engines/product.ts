import * as v from 'valibot';
import type { Answer } from '../http/answer';
import { health } from '../http/wire';

/** What tells emulators apart; what was not asked is absent. */
export interface ProductAnswers {
  readonly health: Answer;
  readonly info?: Answer;
  /** `/moto-api/data.json`. */
  readonly moto?: Answer;
}

/** As their makers write them. */
const names: Readonly<Record<string, string>> = {
  floci: 'Floci',
  gopherstack: 'Gopherstack',
  kumostack: 'KumoStack',
  localstack: 'LocalStack',
  ministack: 'MiniStack',
};

/** Who answers, for people: `LocalStack 2026.4.0`, `Floci 1.5.12`, `an emulator`. */
export const productOf = (answers: ProductAnswers): string => {
  if (isMoto(answers)) return 'Moto';
  const said = v.safeParse(health, answers.health.json);
  if (!isEmulator(answers.health) || !said.success) return 'an unknown server';
  const { edition = '', original_edition: original = '', version } = said.output;
  return [named(answers, edition, original), version].filter(Boolean).join(' ');
};

export const isLocalStack = (answers: ProductAnswers): boolean => productOf(answers).startsWith('LocalStack');

/** Whether this answer to `/_localstack/health` is an emulator's. */
export const isEmulator = ({ status, json }: Answer): boolean =>
  status === 200 && typeof json === 'object' && json !== null && 'services' in json;

/** Whether what answered is an emulator at all. */
export const isAnyEmulator = (answers: ProductAnswers): boolean =>
  isEmulator(answers.health) || isMoto(answers);

const isMoto = ({ moto }: Pick<ProductAnswers, 'moto'>): boolean =>
  moto?.status === 200 && typeof moto.json === 'object' && moto.json !== null;

/** Clones answer with an edition of LocalStack's, so what gives them away comes first. */
const named = (answers: ProductAnswers, edition: string, original: string): string => {
  const [clone] = /^floci/.exec(original) ?? [];
  const [, owner = edition === 'light' ? 'ministack' : undefined] =
    unknownPath.exec(answers.info?.text ?? '') ?? [];
  const found = clone ?? owner?.toLowerCase();
  if (found !== undefined) return names[found] ?? found;
  if (answers.health.headers['x-localstack'] || /^(community|pro|enterprise)/i.test(edition))
    return 'LocalStack';
  return names[edition.toLowerCase()] ?? (edition || 'an emulator');
};

/** MiniStack and what descends from it, of paths under `/_localstack/` that they have no answer for. */
const unknownPath = /Unknown LocalStack endpoint.*?\b(\w+) exposes \/_/;
