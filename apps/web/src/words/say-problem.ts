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
  return isSpoken(code) ? t(`problems.${code}`, { about }) : message;
}

const isSpoken = (code: string): code is FlowProblemCode | TemplateFaultCode =>
  textAt(`problems.${code}`) !== undefined;
