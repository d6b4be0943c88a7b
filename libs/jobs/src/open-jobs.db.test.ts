import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { createTestDatabase, redisOrSkip, waitFor, type TestDatabase } from '@hookline/testkit';
import type { JobHandlers } from './catalogue.js';
import { openJobs, type Jobs } from './open-jobs.js';

const redis = await redisOrSkip();

type Backend = { name: string; skip: string | null; redisUrl: string | null };
const backends: Backend[] = [
  { name: 'postgres', skip: null, redisUrl: null },
  { name: 'redis', skip: redis.url === null ? redis.reason : null, redisUrl: redis.url },
];
