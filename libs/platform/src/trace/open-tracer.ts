import type { Config } from '../config/read-config.js';
import { registerSecret } from '../log/register-secret.js';
import type { TraceParent } from './trace-parent.js';

export type SpanStart = {
  readonly name: string;
  readonly kind: 'server' | 'internal' | 'client';
  /** The span that this one belongs to; `null`, or one that is not well formed: none. */
  readonly parent: TraceParent | null;
  /** Whether it is decided here if the trace is taken; else the parent says so. */
  readonly isRoot: boolean;
  readonly beganAtMs?: number;
  readonly attributes: Readonly<Record<string, string | number>>;
};

export type Span = {
  /** For those that belong to it. */
  readonly traceParent: TraceParent;
  readonly end: (given: {
    isFailed: boolean;
    attributes?: Readonly<Record<string, string | number>>;
  }) => void;
};

export type Tracer = {
  /** `null`: this trace is not taken. */
  readonly begin: (start: SpanStart) => Span | null;
  /** Sends what is left. */
  readonly close: () => Promise<void>;
};

export type TracerOptions = {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** Of all webhooks, 0 to 1. */
  readonly share: number;
  readonly onError: (error: unknown) => void;
};

/** Without a collector there is no tracer, and nothing of it is loaded. */
export async function openTracer(
  config: Config,
  given: { role: string; onError: (error: unknown) => void },
): Promise<Tracer | null> {
  const { otlpEndpoint: endpoint, otlpHeaders: headers } = config;
  if (endpoint === undefined) return null;
  Object.values(headers).forEach((value) => registerSecret(value));
  const { createTracer } = await import('./create-tracer.js');
  return createTracer({
    endpoint,
    headers,
    serviceName: `${config.otelServiceName}-${given.role}`,
    share: config.tracedShare,
    onError: given.onError,
  });
}
