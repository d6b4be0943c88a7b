import type { Step } from '@hookline/contract';
import { ActionPanel } from './ActionPanel.js';
import { BranchPanel } from './BranchPanel.js';
import { DelayPanel } from './DelayPanel.js';
import { FilterPanel } from './FilterPanel.js';

/** The settings of a step, by its kind. */
export function StepPanel({ step }: { step: Step }) {
  switch (step.type) {
    case 'action':
      return <ActionPanel step={step} />;
    case 'filter':
      return <FilterPanel step={step} />;
    case 'branch':
      return <BranchPanel step={step} />;
    case 'delay':
      return <DelayPanel step={step} />;
  }
}
