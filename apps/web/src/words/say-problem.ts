import type { FlowProblemCode } from '@hookline/contract';
import type { TemplateFaultCode } from '@hookline/mapping';
import type { TFunction } from 'i18next';
import { textAt } from './speech.js';

type Problem = {
  readonly code: string;
  /** English; the way out where a server knows more faults than this page. */
  readonly message: string;
  readonly about?: string | undefined;
};

/** Our words for what stands in the way of saving or publishing a flow. */
export function sayProblem({ code, message, about = '' }: Problem, t: TFunction): string {
  if (!isSpoken(code)) return message;
  // Readers know a helper by what it does; its name is for those who write it.
  const named = ofHelpers.has(code) ? (textAt(`helpers.${about}`) ?? about) : about;
  return t(`problems.${code}`, { about: named });
}

const ofHelpers = new Set<string>(['missing_argument', 'too_many_arguments', 'unknown_option']);

const isSpoken = (code: string): code is FlowProblemCode | TemplateFaultCode =>
  textAt(`problems.${code}`) !== undefined;
