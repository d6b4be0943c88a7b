import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const pack = promisify(gzip);
const packable = /\.(?:js|css|svg)$/;

/** Writes every script and style a second time, packed: a self-hosted server has no proxy that would do it. */
export function gzipFiles(): Plugin {
  return {
    name: 'gzip-files',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => packable.test(name));
      await Promise.all(names.map((name) => packFile(join(dir, name))));
    },
  };
}

async function packFile(path: string): Promise<void> {
  await writeFile(`${path}.gz`, await pack(await readFile(path), { level: 9 }));
}
