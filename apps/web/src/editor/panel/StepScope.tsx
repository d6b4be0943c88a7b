import type { Step } from '@hookline/contract';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldScopeContext } from '../fields/field-scope.js';
import { useProblems } from '../state/use-problems.js';
import { makeFaults } from './make-faults.js';

const rendered = { values: {}, faults: [] };

/** The field scope of a step that is no action: it has no app and nothing to look up. */
export function StepScope({ step, children }: { step: Step; children: ReactNode }) {
  const { t } = useTranslation();
  const problems = useProblems(step.id);
  const scope = useMemo(
    () => ({
      stepId: step.id,
      app: '',
      connectionId: null,
      input: {},
      ...makeFaults({ problems, rendered, testFault: null, t }),
    }),
    [step.id, problems, t],
  );
  return <FieldScopeContext value={scope}>{children}</FieldScopeContext>;
}
