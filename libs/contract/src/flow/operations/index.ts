export { applyOperation } from './apply-operation.js';
export { flowOperation, type FlowOperation } from './flow-operation.js';
export { OperationRefused, type RefusalCode } from './operation-refused.js';
export { isSameList, listKey, place, type Place } from './place.js';
export { freshId, freshStepId, takenIds } from './fresh-step-id.js';
export { copyStep } from './copy-step.js';
export { idsWithin, listAt, locateStep, type LocatedStep } from './locate-step.js';
export { stepPatch, type StepPatch } from './update-step.js';
export { branchPatch, type BranchPatch } from './update-branch.js';
