import type { ActionStep } from '@hookline/contract';
import { useMemo } from 'react';
import type { FieldScope } from '../fields/field-scope.js';
import { useRenderedInput } from '../preview/use-rendered-input.js';
import { useCatalog } from '../state/editor-context.js';
import { useProblems } from '../state/use-problems.js';
import { useLanguage } from '../words/use-language.js';
import { makeFaults } from './make-faults.js';
import { useTestFault } from './use-test-fault.js';

/** What the fields of an action need to know, and what they would send for the chosen event. */
export function useActionScope(step: ActionStep) {
  const { t } = useLanguage();
  const problems = useProblems(step.id);
  const rendered = useRenderedInput(step.input);
  const testFault = useTestFault(step.id);
  const action = useCatalog().action(step.app, step.action);
  const scope = useMemo(
    (): FieldScope => ({
      stepId: step.id,
      app: step.app,
      connectionId: step.connectionId,
      input: step.input,
      ...makeFaults({ problems, rendered, testFault, t }),
    }),
    [step, problems, rendered, testFault, t],
  );
  return { scope, rendered, action, fields: action?.input ?? noFields };
}

const noFields: readonly [] = [];
