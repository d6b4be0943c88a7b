import type { FlowDocument } from '../document.js';
import type { ActionStep, BranchStep, Step } from '../step.js';

export function aFlow(given: Partial<FlowDocument> = {}): FlowDocument {
  return {
    schemaVersion: 1,
    name: 'Form to CRM',
    trigger: { app: 'tilda', event: 'form', connectionId: null, settings: {} },
    steps: [],
    ...given,
  };
}

export function anAction(id: string, given: Partial<ActionStep> = {}): ActionStep {
  return {
    id,
    type: 'action',
    app: 'http',
    action: 'request',
    connectionId: null,
    input: {},
    ...given,
  };
}

export function aBranching(id: string, steps: Step[] = [], otherwise: Step[] = []): BranchStep {
  return {
    id,
    type: 'branch',
    mode: 'first',
    branches: [{ id: `${id}_yes`, when: { all: [] }, steps }],
    otherwise,
  };
}
