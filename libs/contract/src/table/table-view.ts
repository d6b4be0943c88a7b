import { z } from 'zod';
import { jsonValue } from '../json.js';

export const columnTypes = [
  'text',
  'number',
  'boolean',
  'date_time',
  'email',
  'phone',
  'json',
] as const;
export type ColumnType = (typeof columnTypes)[number];

export const column = z.object({
  name: z.string().trim().min(1).max(100),
  type: z.enum(columnTypes),
});
export type Column = z.infer<typeof column>;

export const tableView = z.object({
  name: z.string(),
  columns: z.array(column),
  rowCount: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type TableView = z.infer<typeof tableView>;

export const rowView = z.object({
  id: z.string(),
  values: z.record(z.string(), jsonValue),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** The run that wrote it, if a run did. */
  runId: z.string().nullable(),
});
export type RowView = z.infer<typeof rowView>;
