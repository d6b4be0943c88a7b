import type { JsonValue } from '@hookline/contract';

const maxOutputBytes = 1_048_576;
const keptCharacters = 65_536;

/**
 * An output as the ledger can keep it. One over a megabyte is cut to its beginning and says so: the effect
 * has happened, so the step cannot fail for it any more.
 */
export function boundOutput(output: JsonValue): JsonValue {
  const text = JSON.stringify(output);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxOutputBytes) return output;
  return { isCut: true, bytes, beginning: text.slice(0, keptCharacters) };
}
