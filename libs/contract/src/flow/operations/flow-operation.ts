import { z } from 'zod';
import { addBranchOperation } from './add-branch.js';
import { addStepOperation } from './add-step.js';
import { addStepsOperation } from './add-steps.js';
import { duplicateStepOperation } from './duplicate-step.js';
import { moveBranchOperation } from './move-branch.js';
import { moveStepOperation } from './move-step.js';
import { moveStepsOperation } from './move-steps.js';
import { removeBranchOperation } from './remove-branch.js';
import { removeStepOperation } from './remove-step.js';
import { removeStepsOperation } from './remove-steps.js';
import { renameFlowOperation } from './rename-flow.js';
import { setTriggerOperation } from './set-trigger.js';
import { updateBranchOperation } from './update-branch.js';
import { updateStepOperation } from './update-step.js';
import { updateTriggerSettingsOperation } from './update-trigger-settings.js';

/** Every change that can be made to a flow document. */
export const flowOperation = z.discriminatedUnion('type', [
  renameFlowOperation,
  setTriggerOperation,
  updateTriggerSettingsOperation,
  addStepOperation,
  updateStepOperation,
  removeStepOperation,
  moveStepOperation,
  duplicateStepOperation,
  addStepsOperation,
  removeStepsOperation,
  moveStepsOperation,
  addBranchOperation,
  updateBranchOperation,
  removeBranchOperation,
  moveBranchOperation,
]);
export type FlowOperation = z.infer<typeof flowOperation>;
