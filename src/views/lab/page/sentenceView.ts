import type { Sentence } from '../../../core/lab/sentence';
import { h } from './dom';

/** A sentence with its names set apart. */
export const sentenceNodes = (sentence: Sentence): (Node | string)[] =>
  sentence.map((phrase) => {
    if (typeof phrase === 'string') return phrase;
    return 'code' in phrase ? h('code', {}, phrase.code) : h('strong', {}, phrase.strong);
  });
