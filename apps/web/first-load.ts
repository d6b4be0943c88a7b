import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What one visit to each view loads besides the entry: the words, and the view's own chunks. */
const views: Record<string, { budgetKb: number; modules: readonly string[] }> = {
  home: { budgetKb: 300, modules: ['words/ru/first.ts', 'home/HomePage.tsx'] },
  editor: {
    budgetKb: 345,
    modules: ['words/ru/first.ts', 'flows/FlowPage.tsx', 'flows/BuildTab.tsx', 'editor/Editor.tsx'],
  },
};

type Chunk = { code: string; imports: string[]; isEntry: boolean; facadeModuleId: string | null };

/** Prints the script of a first visit, compressed, and fails the build when it outgrows its budget. */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      for (const [name, output] of Object.entries(bundle)) {
        if (output.type === 'chunk') chunks.set(name, output);
      }
      for (const [view, { budgetKb, modules }] of Object.entries(views)) {
        const sizeKb = gzippedKb(reachable(chunks, modules), chunks);
        this.info(`first load of ${view}: ${sizeKb.toFixed(1)} KB of ${budgetKb} KB`);
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
  for (const [name, chunk] of chunks) {
    const isWanted = modules.some((module) => chunk.facadeModuleId?.endsWith(`/src/${module}`));
    if (chunk.isEntry || isWanted) visit(name);
  }
  return found;
}

function gzippedKb(names: Set<string>, chunks: Map<string, Chunk>): number {
  let bytes = 0;
  for (const name of names) bytes += gzipSync(chunks.get(name)?.code ?? '').length;
  return bytes / 1_000;
}
