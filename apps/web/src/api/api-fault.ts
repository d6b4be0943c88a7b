import { errorBody } from '@hookline/contract';

export type FaultDetail = {
  readonly pointer: string;
  /** What kind of fault it is; empty where the API does not tell. */
  readonly code: string;
  readonly message: string;
  readonly about?: string | undefined;
};

type Given = {
  code: string;
  message: string;
  status: number;
  details?: unknown;
  requestId?: string | null;
};

/** Why a call failed, in the API's own terms; `offline` and `unreadable_reply` are the browser's. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly code: string;
  readonly status: number;
  readonly details: unknown;
  readonly requestId: string | null;

  constructor(given: Given, cause?: unknown) {
    super(given.message, { cause });
    this.code = given.code;
    this.status = given.status;
    this.details = given.details ?? null;
    this.requestId = given.requestId ?? null;
  }
}

/** Reads the body of a refusal; a proxy's HTML page becomes a fault with the status alone. */
export function readFault(status: number, text: string): ApiFault {
  const parsed = errorBody.safeParse(parseJson(text));
  if (parsed.success) return new ApiFault({ ...parsed.data.error, status });
  return new ApiFault({
    code: status >= 500 ? 'try_later' : 'unreadable_reply',
    message: `HTTP ${status}`,
    status,
  });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const hasKey = <K extends string>(value: object, key: K): value is Record<K, unknown> =>
  key in value;

/** The faults of single fields, whether the API names them by pointer or by path. */
export function fieldFaults(fault: unknown): readonly FaultDetail[] {
  if (!(fault instanceof ApiFault)) return [];
  return listOf(fault.details).flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    const message = textOf(item, 'message');
    if (message === undefined) return [];
    const code = textOf(item, 'code') ?? '';
    return [{ pointer: pointerOf(item), code, message, about: textOf(item, 'about') }];
  });
}

function textOf(item: object, key: string): string | undefined {
  const text = hasKey(item, key) ? item[key] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function listOf(details: unknown): readonly unknown[] {
  if (Array.isArray(details)) return details;
  if (typeof details !== 'object' || details === null) return [];
  for (const key of ['problems', 'issues', 'fields']) {
    if (hasKey(details, key) && Array.isArray(details[key])) return details[key];
  }
  return [];
}

function pointerOf(item: object): string {
  if (hasKey(item, 'pointer') && typeof item.pointer === 'string') return item.pointer;
  if (hasKey(item, 'path') && Array.isArray(item.path)) return `/${item.path.join('/')}`;
  if (hasKey(item, 'field') && typeof item.field === 'string') return `/${item.field}`;
  return '';
}
