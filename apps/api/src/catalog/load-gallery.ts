import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundle, type Bundle } from '@hookline/contract';
import { checkDocument } from '../flow/check-document.js';
import { fillBundle, placesOf } from './fill-bundle.js';
import { Gallery } from './gallery.js';

/** Beside `src` and `dist` alike. */
const galleryFolder = resolve(import.meta.dirname, '../../gallery');

/**
 * Reads the bundles of a folder, by file name.
 * @throws when one of them could not be installed and published as it is: a broken product does not start.
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
  const faults = faultsOf(parsed.data);
  if (faults.length > 0) throw new Error(`${file} cannot be installed: ${faults.join('; ')}`);
  return parsed.data;
}

function faultsOf(given: Bundle): readonly string[] {
  const places = placesOf(given.document);
  const slots = given.slots.map(({ key }) => key);
  const questions = given.questions.map(({ key }) => key);
  const answers = Object.fromEntries(questions.map((key) => [key, exampleAnswer]));
  const connections = Object.fromEntries(slots.map((key) => [key, `slot ${key}`]));
  const appOf = (id: string) => given.slots.find(({ key }) => `slot ${key}` === id)?.app ?? null;
  const isPlain = given.questions.every(({ kind }) => kind === 'text');
  return [
    ...places.slots.filter((key) => !slots.includes(key)).map((key) => `no slot "${key}"`),
    ...places.answers
      .filter((key) => !questions.includes(key))
      .map((key) => `no question "${key}"`),
    // There a quote in an answer would end the text that it stands in.
    ...places.inExpressions.map((key) => `the answer "${key}" stands inside an expression`),
    ...checkDocument(fillBundle(given, { connections, answers }), appOf)
      // An answer of another kind than text stands for itself only when somebody gives it.
      .filter(({ code }) => isPlain || !/^(?:invalid_value$|value_)/.test(code))
      .map(({ pointer, message }) => `${pointer} ${message}`),
  ];
}

/** Reads as a text and as one e-mail address. */
const exampleAnswer = 'someone@example.com';
