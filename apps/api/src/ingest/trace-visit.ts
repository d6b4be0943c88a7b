import { traceHeader } from '@hookline/contract';
import type { RawRequest } from '@hookline/intake';
import type { Span, Tracer } from '@hookline/platform';
import type { OpenHook } from './hook-book.js';
import type { Taken } from './receive.js';
import type { Visit } from './visit.js';

type Traced = { readonly open: OpenHook; readonly request: RawRequest; readonly tracer: Tracer };

/** Takes a lead within the span of its request, where its trace is taken; it may belong to a trace of the sender's. */
export async function traceVisit(
  visit: Visit,
  { open, request, tracer }: Traced,
  take: (request: RawRequest) => Promise<Taken>,
): Promise<Taken> {
  const span = beginSpan(visit, open, tracer);
  try {
    const taken = await take(carryTrace(request, span));
    span?.end({
      isFailed: false,
      attributes: { 'http.response.status_code': taken.reply.status },
    });
    return taken;
  } catch (error) {
    span?.end({ isFailed: true });
    throw error;
  }
}

function beginSpan(visit: Visit, { hook }: OpenHook, tracer: Tracer): Span | null {
  const { traceparent } = visit.request.headers;
  return tracer.begin({
    name: 'webhook',
    kind: 'server',
    parent: typeof traceparent === 'string' ? traceparent : null,
    isRoot: true,
    beganAtMs: Date.now() - (performance.now() - visit.beganMs),
    attributes: {
      'http.request.method': visit.request.method ?? '',
      'http.route': '/hooks/:token',
      'hookline.workspace_id': hook.scope.workspaceId,
      'hookline.flow_id': hook.flowId,
      'hookline.request_id': visit.id,
    },
  });
}

/** The place of the span goes with the lead among its headers, where no sender's own word of that name stands. */
function carryTrace(request: RawRequest, span: Span | null): RawRequest {
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== traceHeader);
  if (span !== null) headers.push([traceHeader, span.traceParent]);
  return { ...request, headers };
}
