/** The rules as they lie in a document. */
export const readMasks = (masks: unknown): readonly string[] =>
  Array.isArray(masks) ? masks.filter((rule) => typeof rule === 'string') : [];
