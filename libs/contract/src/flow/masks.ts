import { z } from 'zod';

/** Where a value stands that must not be stored. Names are compared without regard to case. */
export type MaskRule =
  /** A field of this name anywhere in the body, a parameter of the query, a header. */
  | { readonly at: 'anywhere'; readonly name: string }
  | { readonly at: 'header'; readonly name: string }
  | { readonly at: 'query'; readonly name: string }
  /** Names from the top of the body; lists on the way count as one, `*` stands for any one name. */
  | { readonly at: 'body'; readonly path: readonly string[] };

/**
 * Reads what an owner wrote: `password`, `customer.card.cvc`, `body:pin`, `header:X-Token`, `query:key`.
 * @returns `null` when it names nothing.
 */
export function readMaskRule(text: string): MaskRule | null {
  const match = /^\s*(?:(header|query|body)\s*:)?(.*)$/is.exec(text);
  const place = match?.[1]?.toLowerCase();
  const rest = (match?.[2] ?? '').trim();
  if (rest === '' || /\p{Cc}/u.test(rest)) return null;
  const name = rest.toLowerCase();
  if (place === 'header' || place === 'query') return { at: place, name };
  return readPlace(name, place === undefined);
}

/** A bare name stands for itself anywhere; a path for one place. */
function readPlace(text: string, mayBeAnywhere: boolean): MaskRule | null {
  const path = [...text.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)]
    .map((each) => (each[1] ?? each[2] ?? '').trim())
    .filter((segment) => segment !== '' && !/^\d+$/.test(segment));
  const [first, ...deeper] = path;
  if (first === undefined || path.every((segment) => segment === '*')) return null;
  return mayBeAnywhere && deeper.length === 0
    ? { at: 'anywhere', name: first }
    : { at: 'body', path };
}

/** What the owner of a flow never wants to see stored: names of fields and headers, one rule each. */
export const flowMasks = z
  .array(
    z
      .string()
      .trim()
      .max(200)
      .refine((text) => readMaskRule(text) !== null, {
        message: 'name a field, such as password or customer.pin, or header:X-Token or query:key',
        params: { problem: 'mask_unreadable' },
      }),
  )
  .max(50);
