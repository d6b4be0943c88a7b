import { goElsewhere, toPointer, type FieldDescription, type JsonObject } from '@hookline/contract';
import { isVisible } from '../flow/check-input.js';
import { ApiError } from '../http/index.js';

/**
 * A connection whose address changes keeps no secret of before: who may edit it could have it sent to a server of their
 * own. One that is in use must be given anew; one that is not is forgotten.
 * @throws ApiError secret_needed_again with every secret that must be given.
 */
export function withoutStranded(
  fields: readonly FieldDescription[],
  { given, kept }: { given: JsonObject; kept: JsonObject },
  all: JsonObject,
): JsonObject {
  if (!goElsewhere(fields, kept, all)) return all;
  const stranded = fields.filter(({ key, kind }) => {
    const isGiven = given[key] !== undefined && given[key] !== '';
    return kind === 'secret' && !isGiven && all[key] !== undefined;
  });
  const asked = stranded.filter((field) => isVisible(field, fields, all));
  if (asked.length > 0) {
    const names = asked.map(({ label }) => `"${label.en}"`).join(', ');
    const message = `The address has changed, so give ${names} again: a stored secret is sent nowhere but to the address that it was given for.`;
    const details = asked.map(({ key, label }) => ({
      pointer: toPointer(['values', key]),
      code: 'secret_needed_again',
      message: `"${label.en}" is needed again, for the address has changed`,
    }));
    throw new ApiError('secret_needed_again', message, { details });
  }
  const gone = new Set(stranded.map(({ key }) => key));
  return Object.fromEntries(Object.entries(all).filter(([key]) => !gone.has(key)));
}
