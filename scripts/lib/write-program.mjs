import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const starter = readFileSync(join(import.meta.dirname, 'program-starter.mjs'), 'utf8');

/** A program may be starting from the build before this one. */
const buildsKept = 2;

/** Writes a program of one file, CommonJS, and under the name that is started, what starts it. */
export function writeProgram(file, code) {
  const wrapped = narrow(
    `(function (require, module, exports, __filename, __dirname) {'use strict';\n${code}\n})`,
  );
  const digest = createHash('sha256').update(wrapped).digest('hex').slice(0, 16);
  const name = file.replace(/\.js$/, '');
  writeWhole(`${name}.${digest}.cjs`, wrapped);
  writeWhole(file, starter.replace('{{digest}}', digest));
  forgetOlder(name);
}

/** Whole at every moment: a program may be starting from it. */
export function writeWhole(file, text) {
  const draft = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/** A single letter beyond Latin would make V8 keep all of the text in two bytes for each letter. */
export const narrow = (code) =>
  code.replace(
    /[^\0-\xff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function forgetOlder(name) {
  const folder = dirname(name);
  const parts = readdirSync(folder)
    .map((entry) => ({ entry, digest: entry.slice(basename(name).length + 1).split('.')[0] }))
    .filter(
      ({ entry }) =>
        entry.startsWith(`${basename(name)}.`) && /\.(?:cjs|compiled|tmp)$/.test(entry),
    );
  const builds = parts
    .filter(({ entry }) => entry.endsWith('.cjs'))
    .map((build) => ({ ...build, at: statSync(join(folder, build.entry)).mtimeMs }))
    .sort((one, other) => other.at - one.at)
    .slice(0, buildsKept)
    .map(({ digest }) => digest);
  parts
    .filter(({ digest }) => !builds.includes(digest))
    .forEach(({ entry }) => rmSync(join(folder, entry), { force: true }));
}
