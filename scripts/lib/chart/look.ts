/** Everything at a path; `*` goes into each item of a list or a map. What is not there is left out. */
export function look(tree: unknown, path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>((found, name) => found.flatMap((item) => step(item, name)), [tree]);
}

function step(item: unknown, name: string): unknown[] {
  if (typeof item !== 'object' || item === null) return [];
  if (name === '*') return Object.values(item);
  return Object.entries(item).flatMap(([key, value]) => (key === name ? [value] : []));
}

/** The texts there. */
export const lookTexts = (tree: unknown, path: string): string[] => look(tree, path).map(String);

/** `Kind name`, for a message that says which one it is. */
export const nameOf = (resource: unknown): string =>
  [...lookTexts(resource, 'kind'), ...lookTexts(resource, 'metadata.name')].join(' ');

export const ofKind = (resources: readonly unknown[], ...kinds: string[]): unknown[] =>
  resources.filter((resource) => kinds.includes(look(resource, 'kind').join()));
