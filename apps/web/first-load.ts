import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const budgetKb = 300;

/** What one visit to each view loads besides the entry: the words, and the view's own chunks. */
const views: Record<string, readonly string[]> = {
  home: ['words/ru/first.ts', 'home/HomePage.tsx'],
  editor: ['words/ru/first.ts', 'flows/FlowPage.tsx', 'flows/BuildTab.tsx', 'editor/Editor.tsx'],
};

type Chunk = {
  code: string;
  imports: string[];
  isEntry: boolean;
  facadeModuleId: string | null;
  moduleIds: string[];
};

/** Prints the script of a first visit, compressed, and fails the build when it outgrows its budget. */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    // Here the code is what will be sent: before, the names of its parts are still to be filled in.
    writeBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      for (const [name, output] of Object.entries(bundle)) {
        if (output.type === 'chunk') chunks.set(name, output);
      }
      for (const [view, modules] of Object.entries(views)) {
        const names = reachable(chunks, modules);
        const sizeKb = gzippedKb(names, chunks);
        const said = `first load of ${view}: ${sizeKb.toFixed(1)} KB of ${budgetKb} KB`;
        this.info(`${said} in ${names.size} files`);
        if (sizeKb > budgetKb) this.error(`first load of ${view} is over its budget`);
      }
    },
  };
}

function reachable(chunks: Map<string, Chunk>, modules: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    chunks.get(name)?.imports.forEach(visit);
  };
  const missing = new Set(modules);
  for (const [name, chunk] of chunks) {
    const wanted = modules.filter((module) =>
      chunk.moduleIds.some((id) => id.endsWith(`/src/${module}`)),
    );
    wanted.forEach((module) => missing.delete(module));
    if (chunk.isEntry || wanted.length > 0) visit(name);
  }
  if (missing.size > 0) throw new Error(`the first load misses ${[...missing].join(', ')}`);
  return found;
}

function gzippedKb(names: Set<string>, chunks: Map<string, Chunk>): number {
  let bytes = 0;
  for (const name of names) bytes += gzipSync(chunks.get(name)?.code ?? '').length;
  return bytes / 1_000;
}
