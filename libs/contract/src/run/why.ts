import { z } from 'zod';
import { words, type Words } from '../catalog/field.js';
import type { WhyCode } from './why-codes.js';

/**
 * What lies behind an error, for those who say it in a language of their own: the message beside it is the same
 * in English. Absent in rows of earlier versions, and where nothing is known but the message.
 */
export const writtenWhy = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), words])).optional(),
  /** What the other side itself said. */
  quote: z.string().optional(),
});
export type WrittenWhy = z.infer<typeof writtenWhy>;

/** The details of an API error of somebody who was asked about something outside. */
export const detailsWithWhy = z.object({ why: writtenWhy });

export type WhyValue = string | number | Words;

/** The same as we write it. */
export type Why = {
  readonly code: WhyCode;
  readonly values?: Readonly<Record<string, WhyValue>> | undefined;
  readonly quote?: string | undefined;
};
