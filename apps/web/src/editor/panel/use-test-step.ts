import { testStep } from '@hookline/contract';
import { useCallback, useState } from 'react';
import { call } from '../../api/call.js';
import { useSample } from '../preview/use-sample.js';
import { useEditorTools } from '../state/editor-context.js';
import { requireSaved } from '../state/flush-draft.js';
import { triedOutputs } from '../state/editor-store.js';

export type TestStepCall = {
  readonly run: () => void;
  readonly isRunning: boolean;
  readonly fault: unknown;
};

/** Saves what is unsaved, then has the worker do the one step on the chosen event. */
export function useTestStep(stepId: string): TestStepCall {
  const { store } = useEditorTools();
  const { event } = useSample();
  const [isRunning, setRunning] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const eventId = event?.id ?? null;
  const run = useCallback(async () => {
    setRunning(true);
    setFault(null);
    try {
      await requireSaved(store.getState().flow.id);
      const { flow, tried, payload, noteOutput } = store.getState();
      const edited = payload === undefined ? {} : { payload };
      const body = { stepId, eventId, outputs: triedOutputs(tried), ...edited };
      noteOutput(stepId, await call(testStep, { params: { id: flow.id }, body }));
    } catch (error) {
      setFault(error);
    } finally {
      setRunning(false);
    }
  }, [store, stepId, eventId]);
  return { run: () => void run(), isRunning, fault };
}
