import { kindOf } from '../body/kind-of.js';
import type { Header } from '../raw-request.js';
import { Refusal } from '../refusal.js';
import { readContentType } from './read-content-type.js';

/**
 * Whether a body is read as the pairs of a form: by its media type, exactly. Whoever signs pairs, and whoever leaves
 * their proof to the pairs, must mean the same by it.
 */
export function isForm(headers: readonly Header[]): boolean {
  const declared = readContentType(headers);
  return declared !== null && !(declared instanceof Refusal) && kindOf(declared.type) === 'form';
}
