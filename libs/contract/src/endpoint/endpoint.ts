import { z } from 'zod';
import type { ErrorCode } from '../error.js';

type Shape = z.ZodType;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One thing that can be asked of the API; server, browser and OpenAPI read the same value. */
export type Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Shape = Shape,
> = {
  readonly id: string;
  readonly method: Method;
  /** With `{name}` for each parameter, below `/api/v1`. */
  readonly path: string;
  readonly summary: string;
  /** `public`: no session needed. Everything else needs a session or an API key. */
  readonly access: 'public' | 'member';
  readonly status: number;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly reply: R;
  readonly errors: readonly ErrorCode[];
};

const nothing = z.undefined();
const noParams = z.strictObject({});
export type Nothing = typeof nothing;
export type NoParams = typeof noParams;

export function endpoint<
  P extends Shape = NoParams,
  Q extends Shape = NoParams,
  B extends Shape = Nothing,
  R extends Shape = Nothing,
>(given: {
  id: string;
  method: Method;
  path: string;
  summary: string;
  access?: 'public' | 'member';
  status?: number;
  params?: P;
  query?: Q;
  body?: B;
  reply?: R;
  errors?: readonly ErrorCode[];
}): Endpoint<P | NoParams, Q | NoParams, B | Nothing, R | Nothing> {
  return {
    access: 'member',
    status: 200,
    params: noParams,
    query: noParams,
    body: nothing,
    reply: nothing,
    errors: [],
    ...given,
  };
}

export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<T extends Shape>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const idParam = z.object({ id: z.string().max(100) });
