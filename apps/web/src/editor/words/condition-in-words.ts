import { unaryOps, type Condition, type JsonValue } from '@hookline/contract';
import type { TFunction } from 'i18next';
import type { NamePath } from './name-path.js';
import { templateAsText } from './template-in-words.js';

type Words = { readonly t: TFunction; readonly namePath: NamePath };

/** A condition as a sentence: "Phone is filled and Sum is more than 100". */
export function conditionInWords(condition: Condition, words: Words, isInner = false): string {
  const { t } = words;
  if ('not' in condition) {
    return t('editor.condition.notThat', { what: conditionInWords(condition.not, words, true) });
  }
  if ('all' in condition) return joined({ parts: condition.all, by: 'and', isInner }, words);
  if ('any' in condition) return joined({ parts: condition.any, by: 'or', isInner }, words);
  const left = valueInWords(condition.left, words) || t('editor.condition.nothingChosen');
  const op = t(`editor.ops.${condition.op}`);
  if (unaryOps.includes(condition.op)) return `${left} ${op}`;
  return `${left} ${op} ${valueInWords(condition.right ?? '', words) || '…'}`;
}

type Group = { readonly parts: readonly Condition[]; readonly by: 'and' | 'or'; isInner: boolean };

function joined({ parts, by, isInner }: Group, words: Words): string {
  if (parts.length === 0) {
    return words.t(by === 'and' ? 'editor.condition.always' : 'editor.condition.never');
  }
  const text = parts
    .map((part) => conditionInWords(part, words, parts.length > 1))
    .join(` ${words.t(`editor.condition.${by}`)} `);
  return isInner && parts.length > 1 ? `(${text})` : text;
}

function valueInWords(value: JsonValue, { namePath }: Words): string {
  if (typeof value === 'string') return templateAsText(value, namePath);
  return JSON.stringify(value);
}
