import { locateStep, type FlowDocument } from '@hookline/contract';
import { flowId, type StepProblem } from '../state/locate-problems.js';
import type { PanelTab } from '../state/panel-tabs.js';
import type { Catalog } from './catalog.js';
import { sayProblem } from '../../words/say-problem.js';
import type { Language } from './name-path.js';
import { stepTitle } from './step-title.js';

type Known = Language & { readonly document: FlowDocument; readonly catalog: Catalog };

type SpokenProblem = {
  /** The step that it is about, as its card calls it. */
  readonly step: string;
  readonly words: string;
  /** Where it is put right: a tab of its panel, or the settings of the flow. */
  readonly tab: PanelTab;
  readonly isOfFlow: boolean;
};

/** What is wrong, where, and where it is put right. */
export function problemInWords(problem: StepProblem, known: Known): SpokenProblem {
  const { document, t } = known;
  const step = locateStep(document, problem.stepId)?.step;
  const isSetUp = !step || problem.pointer === '/connectionId' || problem.pointer === '/action';
  const isOfFlow = problem.stepId === flowId;
  const whole = isOfFlow ? t('flows.tab.settings') : t('editor.trigger.source');
  return {
    step: step ? stepTitle(step, known) : whole,
    isOfFlow,
    words: wordsOf(problem, { t, name: nameOfField(problem, known) }),
    tab: isSetUp ? 'setup' : 'fields',
  };
}

/** The field that it is about; an empty text where it is about the step as a whole. */
function nameOfField({ stepId, pointer }: StepProblem, { document, catalog, t, say }: Known) {
  if (pointer === '/items') return t('editor.loop.list');
  const key = /^\/(?:input|settings)\/([^/]+)/.exec(pointer)?.[1];
  if (key === undefined) return '';
  const step = locateStep(document, stepId)?.step;
  const fields =
    step?.type === 'action'
      ? (catalog.action(step.app, step.action)?.input ?? [])
      : (catalog.trigger(document.trigger)?.settings ?? []);
  const field = fields.find((one) => one.key === key);
  return field ? say(field.label) : key;
}

type Words = Pick<Language, 't'> & { readonly name: string };

function wordsOf(problem: StepProblem, { t, name }: Words): string {
  if (problem.code === 'required' && name !== '') {
    return t('editor.problem.required', { field: name });
  }
  const words = sayProblem(problem, t);
  return name === '' ? words : `${name}: ${words}`;
}
