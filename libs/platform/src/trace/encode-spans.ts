/** As OTLP numbers them: internal, server, client. */
export type SpanKind = 1 | 2 | 3;

export type EndedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  readonly beganAtMs: number;
  readonly endedAtMs: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly isFailed: boolean;
};

const failed = 2;

/** The body of one OTLP/HTTP export, in its JSON form. */
export function encodeSpans(serviceName: string, spans: readonly EndedSpan[]): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: encodeAttributes({ 'service.name': serviceName }) },
        scopeSpans: [{ scope: { name: 'hookline' }, spans: spans.map(encodeSpan) }],
      },
    ],
  });
}

function encodeSpan(span: EndedSpan): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId === null ? {} : { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: toNanos(span.beganAtMs),
    endTimeUnixNano: toNanos(span.endedAtMs),
    attributes: encodeAttributes(span.attributes),
    status: span.isFailed ? { code: failed } : {},
  };
}

/** Text, because a number of JSON has no room for it. */
const toNanos = (atMs: number): string => String(BigInt(Math.round(atMs * 1_000)) * 1_000n);

function encodeAttributes(attributes: Readonly<Record<string, string | number>>): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { doubleValue: value },
  }));
}
