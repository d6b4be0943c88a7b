import { decodePart } from '../body/parse-form.js';
import { wireText } from '../body/wire-text.js';
import { rememberByText } from '../remember.js';
import { isForm } from '../request/is-form.js';
import { readSource } from '../request/read-source.js';
import { crc32 } from './crc32.js';
import { sortedParams } from './sorted-params.js';
import { textOf } from './text-of.js';
import type { Trial } from './verdict.js';

export type SignedContext = Trial & { url: string; timestamp: string; id: string };

const placeholder = /\{([a-z0-9_]+)(?::([^}]*))?\}/gi;
const noBytes = new Uint8Array();

/**
 * The bytes that a sender has signed, in parts, so that a large body is not copied.
 * @returns `later` when a field of the body is needed and the body is not read yet; `null` when the
 *   request has no such field.
 */
export function signedText(
  template: string,
  context: SignedContext,
): readonly (string | Uint8Array)[] | 'later' | null {
  const parts: (string | Uint8Array)[] = [];
  for (const piece of readTemplate(template)) {
    if (typeof piece === 'string') parts.push(piece);
    else {
      const part = partOf(piece.name, piece.argument, context);
      if (part === 'later' || part === null) return part;
      parts.push('text' in part ? part.text : part.bytes);
    }
  }
  return parts;
}

type Piece = string | { readonly name: string; readonly argument: string };

const readTemplate = rememberByText((template): readonly Piece[] => {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of template.matchAll(placeholder)) {
    pieces.push(template.slice(end, match.index));
    pieces.push({ name: match[1] ?? '', argument: match[2] ?? '' });
    end = match.index + match[0].length;
  }
  return [...pieces, template.slice(end)].filter((piece) => piece !== '');
});

type Part = { text: string } | { bytes: Uint8Array };

function partOf(name: string, argument: string, context: SignedContext): Part | 'later' | null {
  const { request } = context;
  switch (name) {
    case 'body':
      return { bytes: request.method === 'GET' ? noBytes : request.body };
    case 'decoded_body':
      return { text: decodedBody(request.body) };
    case 'url':
      return { text: context.url };
    case 'method':
      return { text: request.method };
    case 'ts':
      return { text: context.timestamp };
    case 'id':
      return { text: context.id };
    case 'crc32':
      return { text: String(crc32(request.body)) };
    case 'secret':
      return { text: textOf(context.values, argument) };
    default:
      return sentPart(name, argument, context);
  }
}

function sentPart(name: string, argument: string, context: SignedContext): Part | 'later' | null {
  if (name === 'sorted_params') return paramsOf(context);
  if (name === 'header') return textPart(readSource({ from: 'header', path: argument }, context));
  if (name !== 'field') return null;
  if (context.payload === undefined) return 'later';
  return textPart(readSource({ from: 'body', path: argument }, context));
}

const textPart = (found: readonly string[]): Part | null =>
  found.length === 1 && found[0] !== undefined ? { text: found[0] } : null;

/** Fields of a form only: a GET has its own in the address, and JSON is signed by its digest there. */
function paramsOf({ request, limits }: SignedContext): Part | null {
  const isInBody = request.method !== 'GET' && isForm(request.headers);
  const text = isInBody ? sortedParams(request.body, limits.maxFields) : '';
  return text === null ? null : { text };
}

/** A form's bytes as one text, its encoding undone. */
export function decodedBody(body: Uint8Array): string {
  return decodePart(wireText(body), null).text;
}
