import { checkFlow } from '../check-flow.js';
import type { FlowDocument } from '../document.js';
import { addBranch } from './add-branch.js';
import { addStep } from './add-step.js';
import { addSteps } from './add-steps.js';
import { duplicateStep } from './duplicate-step.js';
import type { FlowOperation } from './flow-operation.js';
import { moveBranch } from './move-branch.js';
import { moveStep } from './move-step.js';
import { moveSteps } from './move-steps.js';
import { OperationRefused } from './operation-refused.js';
import { removeBranch } from './remove-branch.js';
import { removeStep } from './remove-step.js';
import { removeSteps } from './remove-steps.js';
import { renameFlow } from './rename-flow.js';
import { setTrigger } from './set-trigger.js';
import { updateBranch } from './update-branch.js';
import { updateStep } from './update-step.js';
import { updateTriggerSettings } from './update-trigger-settings.js';

/**
 * The document after one operation; the given one is never changed, and what the operation did not
 * touch stays the same object. Throws OperationRefused rather than give an invalid document.
 */
export function applyOperation(document: FlowDocument, operation: FlowOperation): FlowDocument {
  const next = apply(document, operation);
  const checked = checkFlow(next);
  if (!checked.ok) {
    const first = checked.problems[0]?.message ?? 'the flow would not be valid';
    throw new OperationRefused('invalid_document', first, checked.problems);
  }
  return next;
}

function apply(document: FlowDocument, operation: FlowOperation): FlowDocument {
  switch (operation.type) {
    case 'rename_flow':
      return renameFlow(document, operation);
    case 'set_trigger':
      return setTrigger(document, operation);
    case 'update_trigger_settings':
      return updateTriggerSettings(document, operation);
    case 'add_step':
      return addStep(document, operation);
    case 'update_step':
      return updateStep(document, operation);
    case 'remove_step':
      return removeStep(document, operation);
    case 'move_step':
      return moveStep(document, operation);
    case 'duplicate_step':
      return duplicateStep(document, operation);
    case 'add_steps':
    case 'remove_steps':
    case 'move_steps':
      return applyToMany(document, operation);
    default:
      return applyToBranch(document, operation);
  }
}

type ManyOperation = Extract<FlowOperation, { type: `${string}_steps` }>;

function applyToMany(document: FlowDocument, operation: ManyOperation): FlowDocument {
  switch (operation.type) {
    case 'add_steps':
      return addSteps(document, operation);
    case 'remove_steps':
      return removeSteps(document, operation);
    case 'move_steps':
      return moveSteps(document, operation);
  }
}

type BranchOperation = Extract<FlowOperation, { type: `${string}_branch` }>;

function applyToBranch(document: FlowDocument, operation: BranchOperation): FlowDocument {
  switch (operation.type) {
    case 'add_branch':
      return addBranch(document, operation);
    case 'update_branch':
      return updateBranch(document, operation);
    case 'remove_branch':
      return removeBranch(document, operation);
    case 'move_branch':
      return moveBranch(document, operation);
  }
}
