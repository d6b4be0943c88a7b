export { ApiError } from './api-error.js';
export { Asked, type AskedByAnyone, type Reply } from './asked.js';
export { Doorkeeper, type Actor, type Caller } from './caller.js';
export { describeIssues, type Fault } from './describe-issues.js';
export { Handles } from './handles.js';
export { Public } from './public.js';
