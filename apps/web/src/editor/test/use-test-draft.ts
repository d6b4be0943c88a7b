import {
  testStep,
  type Branch,
  type JsonValue,
  type LoopStep,
  type Step,
  type StepTest,
} from '@hookline/contract';
import { compileCondition } from '@hookline/mapping';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import { firstItem, itemsOf } from '../preview/first-item.js';
import { useSample, type Sample } from '../preview/use-sample.js';
import { useEditorTools } from '../state/editor-context.js';
import type { EditorStore } from '../state/editor-store.js';
import { requireSaved } from '../state/flush-draft.js';

/** How the walk ended: through to the end, out at a filter, or at a step that did not work. */
export type DraftTested =
  | { readonly outcome: 'done'; readonly steps: number }
  | { readonly outcome: 'filtered' | 'failed'; readonly stepId: string };

/** Walks the draft as a run would, one real step test after the other, over the chosen sample. */
export function useTestDraft() {
  const { store } = useEditorTools();
  const sample = useSample();
  const [isRunning, setRunning] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const [tested, setTested] = useState<DraftTested | null>(null);
  const run = useCallback(async () => {
    setRunning(true);
    setFault(null);
    setTested(null);
    try {
      await requireSaved(store.getState().flow.id);
      store.setState({ tried: {} });
      const walk = { store, sample, outputs: {}, steps: 0 };
      const ended = await walkList(walk, store.getState().document.steps);
      setTested(ended ?? { outcome: 'done', steps: walk.steps });
    } catch (error) {
      setFault(error);
    } finally {
      setRunning(false);
    }
  }, [store, sample]);
  return { run: () => void run(), isRunning, fault, tested };
}

type Walk = {
  readonly store: EditorStore;
  readonly sample: Sample;
  outputs: Record<string, JsonValue>;
  steps: number;
};

/** Null: the walk goes on behind this list. */
async function walkList(walk: Walk, steps: readonly Step[]): Promise<DraftTested | null> {
  for (const step of steps) {
    const ended = await walkStep(walk, step);
    if (ended) return ended;
  }
  return null;
}

async function walkStep(walk: Walk, step: Step): Promise<DraftTested | null> {
  switch (step.type) {
    // A draft that is tried out answers nobody.
    case 'respond':
    case 'delay':
      return null;
    case 'filter':
      return holds(walk, step.when) ? null : { outcome: 'filtered', stepId: step.id };
    case 'branch': {
      const taken = step.branches.find((branch: Branch) => holds(walk, branch.when));
      return walkList(walk, taken ? taken.steps : step.otherwise);
    }
    case 'loop':
      return walkRound(walk, step);
    case 'action': {
      const result = await tryStep(walk, step.id);
      walk.steps += 1;
      if (result.ok) walk.outputs = { ...walk.outputs, [step.id]: result.output };
      else if (step.onError !== 'continue') return { outcome: 'failed', stepId: step.id };
      return null;
    }
  }
}

/** One round is enough for a test: what it does for the first element. */
async function walkRound(walk: Walk, { items, steps }: LoopStep): Promise<DraftTested | null> {
  const { context } = walk.sample;
  const sample = { ...walk.sample, context: { ...context, steps: walk.outputs } };
  if (itemsOf(sample, items).length === 0) return null;
  const inside: Walk = { ...walk, sample: firstItem(sample, items) };
  const ended = await walkList(inside, steps);
  walk.steps = inside.steps;
  // A filter ends the round, not the run.
  return ended?.outcome === 'filtered' ? null : ended;
}

async function tryStep({ store, sample, outputs }: Walk, stepId: string): Promise<StepTest> {
  const { flow, payload, noteOutput } = store.getState();
  const body = {
    stepId,
    eventId: sample.event?.id ?? null,
    outputs,
    ...(payload === undefined ? {} : { payload }),
  };
  const result = await call(testStep, { params: { id: flow.id }, body });
  noteOutput(stepId, result);
  return result;
}

function holds({ sample, outputs }: Walk, when: Parameters<typeof compileCondition>[0]): boolean {
  const { context, settings } = sample;
  return compileCondition(when).test({ ...context, steps: outputs }, settings).passed;
}
