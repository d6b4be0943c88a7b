import type { TFunction } from 'i18next';
import type { FieldScope } from '../fields/field-scope.js';
import type { RenderedInput } from '../preview/render-input.js';
import type { StepProblem } from '../state/locate-problems.js';
import { sayProblem } from '../../words/say-problem.js';
import { valueFaultInWords } from '../words/value-fault-in-words.js';

type Given = {
  readonly problems: readonly StepProblem[];
  readonly rendered: RenderedInput;
  /** What the last test had to say against one field. */
  readonly testFault: { readonly pointer: string; readonly message: string } | null;
  readonly t: TFunction;
};

/** Brings what is known against a value, from wherever it is known, to the field that shows it. */
export function makeFaults({ problems, rendered, testFault, t }: Given) {
  const under = (pointer: string, at: string) => pointer === at || pointer.startsWith(`${at}/`);
  const faultAt: FieldScope['faultAt'] = (at) => {
    const problem = problems.find((one) => one.code !== 'required' && under(one.pointer, at));
    if (problem) return sayProblem(problem, t);
    const fault = rendered.faults.find(
      (one) => one.kind === 'problem' && under(`/input${one.pointer}`, at),
    );
    if (fault) return valueFaultInWords({ ...fault, message: fault.text }, t);
    return testFault && under(testFault.pointer, at) ? testFault.message : undefined;
  };
  const noteAt: FieldScope['noteAt'] = (at) => {
    const missing = rendered.faults.filter(
      (one) => one.kind === 'missing' && under(`/input${one.pointer}`, at),
    );
    // A field that is only still empty asks to be filled; it is not scolded.
    const isEmpty = problems.some((one) => one.code === 'required' && under(one.pointer, at));
    if (isEmpty) return t('editor.problem.fillThis');
    if (missing.length === 0) return undefined;
    return t('editor.preview.missing', { paths: missing.map((one) => one.text).join(', ') });
  };
  return { faultAt, noteAt };
}
