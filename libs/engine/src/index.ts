export { compilePlan, type FindAction, type Plan } from './plan/compile-plan.js';
export { executeRun, maxStrikes } from './run/execute-run.js';
export {
  LeaseLost,
  type EngineEvent,
  type EnginePorts,
  type EngineRun,
  type StepCall,
  type StepRecord,
} from './run/engine-run.js';
export { tryStep, type StepTrial, type TrialGiven, type TrialPorts } from './run/try-step.js';
export { emptyJournal, openJournal, type Journal, type JournalEntry } from './run/journal.js';
export { idempotencyKey } from './decide/idempotency-key.js';
export { decide, toRunError, type Decision } from './decide/decide.js';
export { plainWhy } from './decide/plain.js';
export { retryDelayMs } from './decide/retry-delay.js';
export { runShadow, type Shadow, type ShadowPorts } from './shadow/run-shadow.js';
export {
  compareDoings,
  confirmChanges,
  judgeShadow,
  listDoings,
  type Doings,
  type EffectChange,
} from './shadow/compare-shadows.js';
