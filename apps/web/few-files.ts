import { build, type InlineConfig, type Plugin } from 'vite';
import { addWithImports, chunksOf, hasModule, loadedWith, views, type Chunk } from './views.ts';

const runCanvas = 'runs/RunCanvas.tsx';
/** What is opened from within the editor finds its files there already. */
const withinEditor = /\/src\/editor\//;
const words = /\/src\/words\/ru\//;
const besideEditor = /\/src\/flows\//;
const frame = { name: 'frame', tags: ['$initial'] satisfies ['$initial'] };

/**
 * Packs what the editor loads as few files: sixty small ones are each packed without knowing the others, which is a
 * fifth of their size. The bundler's own means would have other pages load what they do not need, so it is asked
 * first, on a build that nobody gets, what belongs to whom.
 */
export function fewFiles(given: InlineConfig): Plugin {
  return {
    name: 'few-files',
    apply: 'build',
    async config() {
      const files = await sortModules(given);
      // A file takes along what its modules import, so what others share is taken first.
      const groups = ['common', 'flow', 'canvas', 'editor'].map((name) => ({
        name,
        test: (id: string) => files.get(id) === name,
      }));
      return grouped([frame, ...groups]);
    },
  };
}

type Group = { name: string; tags?: ['$initial']; test?: (id: string) => boolean };

const grouped = (groups: Group[]) => ({
  build: { rolldownOptions: { output: { codeSplitting: { groups } } } },
});

/** Which file each module of the editor goes to. */
async function sortModules(given: InlineConfig): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const look: Plugin = {
    name: 'look-at-chunks',
    generateBundle(_options, bundle) {
      const chunks = chunksOf(bundle);
      for (const [name, file] of sortChunks(chunks)) {
        for (const id of chunks.get(name)?.moduleIds ?? []) files.set(id, file);
      }
    },
  };
  const first = { ...given.build, ...grouped([frame]).build, write: false, minify: false };
  await build({
    ...given,
    configFile: false,
    logLevel: 'silent',
    plugins: [given.plugins, look],
    build: first,
  });
  return files;
}

/** A chunk that others need, too, is kept apart from what only the editor needs. */
function sortChunks(chunks: ReadonlyMap<string, Chunk>): Map<string, string> {
  const needs = { frame: loadedWith(chunks, []), home: loadedWith(chunks, views.home) };
  const ofEditor = loadedWith(chunks, views.editor);
  const others = { run: new Set<string>(), flow: new Set<string>(), rest: new Set<string>() };
  for (const [name, chunk] of chunks) {
    if (chunk.isDynamicEntry && !isMet(chunk, withinEditor) && !isEditor(chunk)) {
      addWithImports(chunks, name, others[whose(chunk)]);
    }
  }
  const files = new Map<string, string>();
  for (const name of ofEditor) {
    if (needs.frame.has(name) || isMet(chunks.get(name), words)) continue;
    if (needs.home.has(name) || others.rest.has(name)) files.set(name, 'common');
    else if (others.flow.has(name)) files.set(name, 'flow');
    else files.set(name, others.run.has(name) ? 'canvas' : 'editor');
  }
  return files;
}

function whose(chunk: Chunk): 'run' | 'flow' | 'rest' {
  if (hasModule(chunk, runCanvas)) return 'run';
  return isMet(chunk, besideEditor) ? 'flow' : 'rest';
}

const isEditor = (chunk: Chunk) => hasModule(chunk, 'flows/BuildTab.tsx');
const isMet = (chunk: Chunk | undefined, path: RegExp): boolean =>
  chunk?.moduleIds.some((id) => path.test(id)) ?? false;
