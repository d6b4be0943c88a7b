import { encodeSpans, type EndedSpan, type SpanKind } from './encode-spans.js';
import { postSpans } from './post-spans.js';
import type { Tracer, TracerOptions, SpanStart, Span } from './open-tracer.js';
import {
  newSpanId,
  newTraceId,
  parseTraceParent,
  writeTraceParent,
  type Place,
} from './trace-parent.js';

const maxWaiting = 2_048;
const maxBatch = 512;
const sendEveryMs = 2_000;

/** Makes spans of what is sampled, and sends them in batches. A collector that is away costs spans, and nothing else. */
export function createTracer(options: TracerOptions): Tracer {
  const waiting: EndedSpan[] = [];
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();
  let isAway = false;

  const send = async (): Promise<void> => {
    timer = null;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, maxBatch);
      try {
        await postSpans(options, encodeSpans(options.serviceName, batch));
        isAway = false;
      } catch (error) {
        // Told once, until it works again.
        if (!isAway) options.onError(error);
        isAway = true;
        waiting.length = 0;
      }
    }
  };
  const keep = (span: EndedSpan): void => {
    if (waiting.length >= maxWaiting) return;
    waiting.push(span);
    timer ??= setTimeout(() => (sending = send()), sendEveryMs).unref();
  };

  return {
    begin: (start) => {
      const parent = start.parent === null ? null : parseTraceParent(start.parent);
      const isSampled = start.isRoot ? Math.random() < options.share : (parent?.isSampled ?? false);
      return isSampled ? openSpan(start, parent, keep) : null;
    },
    close: async () => {
      if (timer) clearTimeout(timer);
      await sending;
      await send();
    },
  };
}

const kinds: Readonly<Record<SpanStart['kind'], SpanKind>> = { internal: 1, server: 2, client: 3 };

function openSpan(start: SpanStart, parent: Place | null, keep: (span: EndedSpan) => void): Span {
  const traceId = parent?.traceId ?? newTraceId();
  const spanId = newSpanId();
  const beganAtMs = start.beganAtMs ?? Date.now();
  return {
    traceParent: writeTraceParent({ traceId, spanId, isSampled: true }),
    end: ({ isFailed, attributes = {} }) =>
      keep({
        traceId,
        spanId,
        parentSpanId: parent?.spanId ?? null,
        name: start.name,
        kind: kinds[start.kind],
        beganAtMs,
        endedAtMs: Math.max(beganAtMs, Date.now()),
        attributes: { ...start.attributes, ...attributes },
        isFailed,
      }),
  };
}
