import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundle, type Bundle } from '@hookline/contract';
import { Gallery } from './gallery.js';

/** Beside `src` and `dist` alike. */
const galleryFolder = resolve(import.meta.dirname, '../../gallery');

/**
 * Reads the bundles of a folder, by file name. That each of ours can be installed and published as it is, tests make sure of:
 * it would take a tenth of every start.
 * @throws when one of them is no bundle: a broken product does not start.
 */
export async function loadGallery(folder: string = galleryFolder): Promise<Gallery> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const bundles = await Promise.all(names.map((name) => readBundle(join(folder, name))));
  const ids = new Set(bundles.map(({ id }) => id));
  if (ids.size !== bundles.length) throw new Error(`two bundles of ${folder} have the same id`);
  return new Gallery(bundles);
}

async function readBundle(file: string): Promise<Bundle> {
  const parsed = bundle.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} is no bundle: ${parsed.error.message}`);
  return parsed.data;
}
