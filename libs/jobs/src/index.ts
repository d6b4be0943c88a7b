export { RedisRefused } from './assert-redis.js';
export { jobCatalogue, type JobHandlers, type JobName } from './catalogue.js';
export type { Bell, JobsOptions } from './backend.js';
export { openJobs, type Jobs } from './open-jobs.js';
