/** What one visit to each view loads besides the entry: the words, and the view's own chunks. */
export const views = {
  home: ['words/ru/first.ts', 'home/HomePage.tsx'],
  editor: ['words/ru/first.ts', 'flows/FlowPage.tsx', 'flows/BuildTab.tsx', 'editor/Editor.tsx'],
} as const satisfies Record<string, readonly string[]>;

export type Chunk = {
  readonly type: 'chunk';
  readonly code: string;
  readonly imports: readonly string[];
  readonly isEntry: boolean;
  readonly isDynamicEntry: boolean;
  readonly moduleIds: readonly string[];
};
type Bundle = Readonly<Record<string, Chunk | { readonly type: 'asset' }>>;

/** The chunks of a bundle by their names. */
export function chunksOf(bundle: Bundle): Map<string, Chunk> {
  const chunks = new Map<string, Chunk>();
  for (const [name, output] of Object.entries(bundle)) {
    if (output.type === 'chunk') chunks.set(name, output);
  }
  return chunks;
}

/** The names of the chunks that come with the entry and with some modules. */
export function loadedWith(
  chunks: ReadonlyMap<string, Chunk>,
  modules: readonly string[],
): Set<string> {
  const found = new Set<string>();
  const missing = new Set(modules);
  for (const [name, chunk] of chunks) {
    const wanted = modules.filter((module) => hasModule(chunk, module));
    wanted.forEach((module) => missing.delete(module));
    if (chunk.isEntry || wanted.length > 0) addWithImports(chunks, name, found);
  }
  if (missing.size > 0) throw new Error(`the first load misses ${[...missing].join(', ')}`);
  return found;
}

export const hasModule = (chunk: Chunk, module: string): boolean =>
  chunk.moduleIds.some((id) => id.endsWith(`/src/${module}`));

/** A chunk and all that it imports, however far away. */
export function addWithImports(
  chunks: ReadonlyMap<string, Chunk>,
  name: string,
  found: Set<string>,
): void {
  if (found.has(name)) return;
  found.add(name);
  for (const next of chunks.get(name)?.imports ?? []) addWithImports(chunks, next, found);
}
