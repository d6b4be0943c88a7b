import { randomBytes } from 'node:crypto';

/** Where a span stands, as W3C Trace Context writes it: 00-trace-span-flags. */
export type TraceParent = string;

export type Place = {
  readonly traceId: string;
  readonly spanId: string;
  readonly isSampled: boolean;
};

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** `null`: it is not in the form, or names nothing. */
export function parseTraceParent(text: string): Place | null {
  const [, traceId = '', spanId = '', flags = ''] = form.exec(text) ?? [];
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return null;
  return { traceId, spanId, isSampled: (parseInt(flags, 16) & 1) === 1 };
}

export const writeTraceParent = ({ traceId, spanId, isSampled }: Place): TraceParent =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;

export const newTraceId = (): string => randomBytes(16).toString('hex');
export const newSpanId = (): string => randomBytes(8).toString('hex');
