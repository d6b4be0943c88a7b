import { setTimeout as wait } from 'node:timers/promises';
import { catcherAnswer, flowAnswer, type FlowAnswer } from '@hookline/contract';
import { acceptedReply, type Reply } from '@hookline/intake';
import type { OpenHook } from './hook-book.js';

/** The owner's answer, written out as far as it can be before the event is known. */
export type OwnAnswer = Reply & { readonly testDelayMs: number };

export type HeldAnswer = Reply & { readonly holdMs?: number };

/** What holds many senders back would hold their sockets; whoever comes above this is answered at once. */
const mostHeld = 100;
let held = 0;

/** @returns `null` when there is none, or one that this version does not understand. */
export function readOwnAnswer({
  answer,
  catches,
}: Pick<OpenHook['hook'], 'answer' | 'catches'>): OwnAnswer | null {
  const read = (catches ? catcherAnswer : flowAnswer).safeParse(answer);
  if (!read.success) return null;
  return { ...compose(read.data), testDelayMs: read.data.testDelayMs };
}

/** The answer to an event that is stored. A source that insists on words of its own gets those. */
export function answerAccepted(
  { preset, answer, hook }: OpenHook,
  event: { id: string; isDuplicate: boolean },
): HeldAnswer {
  if (answer === null) return acceptedReply(preset, event);
  const holdMs = hook.isPublished ? 0 : answer.testDelayMs;
  if (preset.reply) return { ...acceptedReply(preset, event), holdMs };
  const { status, headers } = answer;
  return { status, headers, body: answer.body.replaceAll('{id}', event.id), holdMs };
}

/**
 * The answer to what is held in quarantine: what the run of a trusted one would answer, as far as that can be
 * known without a run, so that a robot cannot tell that it was found out.
 */
export const answerDistrusted = (
  open: OpenHook,
  event: { id: string; isDuplicate: boolean },
): HeldAnswer => open.hook.constantReply ?? answerAccepted(open, event);

/** The answer to a test ping is the source's, whatever the owner wants others to read. */
export function answerTest({ answer }: OpenHook, reply: Reply): HeldAnswer {
  return answer === null ? reply : { ...reply, holdMs: answer.testDelayMs };
}

/** Waits before a test is answered; a server that stops waits for nobody. */
export async function holdBack(holdMs: number, isStopping: () => boolean): Promise<void> {
  if (held >= mostHeld || isStopping()) return;
  held += 1;
  try {
    await wait(holdMs);
  } finally {
    held -= 1;
  }
}

function compose(answer: FlowAnswer): Reply {
  if (answer.kind === 'redirect') {
    return { status: 303, headers: { location: answer.url }, body: '' };
  }
  if (answer.kind === 'page') return { status: 200, headers: pageHeaders, body: pageOf(answer) };
  const { status, contentType, body } = answer;
  const own = Object.fromEntries(
    answer.headers.map(([name, value]) => [name.trim().toLowerCase(), value]),
  );
  const ours = contentType === 'text/html' ? pageHeaders : typed(contentType);
  return { status, headers: { ...own, ...ours }, body };
}

const typed = (contentType: string) => ({ 'content-type': `${contentType}; charset=utf-8` });

/** A page under our own address may look like something, and do nothing. */
const pageHeaders = {
  ...typed('text/html'),
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; " +
    "form-action 'none'; sandbox allow-top-navigation-by-user-activation",
};

function pageOf({ title, text }: Extract<FlowAnswer, { kind: 'page' }>): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .filter((each) => each.trim() !== '')
    .map((each) => `<p>${escape(each.trim()).replaceAll('\n', '<br>')}</p>`);
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><style>${pageStyle}</style></head><body><main><h1>${escape(title)}</h1>${paragraphs.join('')}</main></body></html>`;
}

const pageStyle =
  ':root{color-scheme:light dark}body{margin:0;font:17px/1.5 system-ui,sans-serif}' +
  'main{max-width:34rem;margin:18vh auto;padding:0 1.25rem;overflow-wrap:anywhere}h1{font-size:1.7rem;line-height:1.25}';

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
