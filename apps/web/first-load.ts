import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { chunksOf, loadedWith, views, type Chunk } from './views.ts';

const budgetKb = 290;

/** Prints the script of a first visit, compressed, and fails the build when it outgrows its budget. */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    apply: 'build',
    // Here the code is what will be sent: before, the names of its parts are still to be filled in.
    writeBundle(_options, bundle) {
      const chunks = chunksOf(bundle);
      for (const [view, modules] of Object.entries(views)) {
        const names = loadedWith(chunks, modules);
        const sizeKb = gzippedKb(names, chunks);
        const said = `first load of ${view}: ${sizeKb.toFixed(1)} KB of ${budgetKb} KB`;
        this.info(`${said} in ${names.size} files`);
        if (sizeKb > budgetKb) this.error(`first load of ${view} is over its budget`);
      }
    },
  };
}

function gzippedKb(names: Set<string>, chunks: Map<string, Chunk>): number {
  let bytes = 0;
  for (const name of names) bytes += gzipSync(chunks.get(name)?.code ?? '').length;
  return bytes / 1_000;
}
