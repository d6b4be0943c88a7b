import { z } from 'zod';

/**
 * Where in a request a value stands. Paths are dots; a name with a dot inside is written `[a.b]`.
 * `path` is what follows the token, `bytes` the whole body, `digest` all that stands at the path in the body,
 * `split` the names that a batch was split at, `kind` the kind of event, nothing where it is none that is known.
 */
export const valueSource = z.object({
  from: z.enum(['body', 'header', 'query', 'path', 'bytes', 'digest', 'split', 'kind']),
  path: z.string().default(''),
  /** Part of a key that may be missing. */
  optional: z.boolean().optional(),
});
export type ValueSource = z.infer<typeof valueSource>;

/** Something stands there; with `equals`, just this text. */
export const requestCondition = z.object({ at: valueSource, equals: z.string().optional() });
export type RequestCondition = z.infer<typeof requestCondition>;
