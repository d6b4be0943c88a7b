import { z } from 'zod';
import { bracketedName, readBracketed } from './template-words.js';

/**
 * Runs go one at a time in the order of their arrival: all of the flow, or those of one key (one phone,
 * one order) while other keys go beside them. `whenStuck`: whether a run that needs a person's attention
 * keeps those behind it waiting.
 */
export const flowOrder = z
  .strictObject({
    by: z.enum(['flow', 'key']),
    key: z.string().max(500).optional(),
    whenStuck: z.enum(['wait', 'go_on']).default('wait'),
  })
  .superRefine((order, context) => {
    if (order.by === 'key' && readOrderKey(order.key ?? '') === null) {
      context.addIssue({
        code: 'custom',
        params: { problem: 'order_key_unreadable' },
        path: ['key'],
        message: 'name the fields of the source that make the key, such as {{trigger.phone}}',
      });
    }
  });
export type FlowOrder = z.infer<typeof flowOrder>;

/** A part of a key: text as it is, or a path into the payload. */
export type OrderKeyPart = string | readonly string[];

const field = new RegExp(
  String.raw`\{\{\s*trigger((?:\.(?:(?!\[\])${bracketedName}|[^\s.[\]{}]+))+)\s*\}\}`,
  'g',
);
const segment = new RegExp(String.raw`\.(?:(${bracketedName})|([^.[\]]+))`, 'g');

/**
 * Reads a key's template. It may name fields of the source and nothing else, because it is looked up
 * while the request is received, where no template is ever run.
 * @returns `null` when it names no field or holds anything but fields and text.
 */
export function readOrderKey(template: string): readonly OrderKeyPart[] | null {
  const parts: OrderKeyPart[] = [];
  let at = 0;
  for (const match of template.matchAll(field)) {
    if (match.index > at) parts.push(template.slice(at, match.index));
    parts.push(
      [...(match[1] ?? '').matchAll(segment)].map(([, named, word = '']) =>
        named === undefined ? word : readBracketed(named.slice(1, -1)),
      ),
    );
    at = match.index + match[0].length;
  }
  if (at < template.length) parts.push(template.slice(at));
  const texts = parts.filter((part) => typeof part === 'string');
  const hasField = texts.length < parts.length;
  return hasField && !texts.some((text) => /\{\{|\}\}/.test(text)) ? parts : null;
}
