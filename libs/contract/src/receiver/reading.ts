import { z } from 'zod';

/**
 * How one field of the body is read further: text that hides a structure, or a list that is really a
 * table of names and values.
 */
export const bodyReading = z.object({
  field: z.string(),
  as: z.enum(['json', 'cookies', 'list', 'utm', 'pairs', 'lines', 'local_names']),
  /**
   * Where the result goes; the field itself stays as it came. `''`: it takes the place of the whole payload, when
   * the field is all that came: the body is a mere envelope.
   */
  into: z.string(),
  /** For `pairs` and `lines`: the path to an element's name, and those to its value, the first that is there. */
  key: z.string().optional(),
  values: z.array(z.string()).optional(),
  /** For `pairs`: a list elsewhere that gives better names to the keys. */
  titles: z.object({ list: z.string(), id: z.string(), title: z.string() }).optional(),
});
export type BodyReading = z.infer<typeof bodyReading>;
