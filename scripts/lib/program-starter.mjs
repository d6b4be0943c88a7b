// Starts the program beside this file. What the engine has compiled of it is kept after a start and spares the next one
// half of its work. It lies beside the code because whoever may write it may decide what runs.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, version } from 'node:process';
import { Script } from 'node:vm';

/** Of the code: the engine itself knows its code by no more than its length. */
const codeDigest = '{{digest}}';
const settleMs = 5_000;

const here = import.meta.filename.replace(/\.js$/, '');
const file = `${here}.${codeDigest}.cjs`;
const digest = (...parts) => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};
// Compiled by another engine, or by one with other flags, it would be refused; the head of whatever it keeps says which.
const engine = digest(version, arch, new Script('').createCachedData().subarray(0, 16));
const compiledFile = `${here}.${codeDigest}.${engine.toString('hex', 0, 4)}.compiled`;

const compiled = readCompiled();
const script = new Script(readFileSync(file, 'latin1'), {
  filename: file,
  cachedData: compiled,
});
if (compiled === undefined || script.cachedDataRejected) keepSoon();
const module = { exports: {} };
script.runInThisContext()(createRequire(file), module, module.exports, file, import.meta.dirname);

/** A sum before it tells whether it is whole: a machine may have lost its power while it was written. */
function readCompiled() {
  try {
    const kept = readFileSync(compiledFile);
    const [sum, data] = [kept.subarray(0, 32), kept.subarray(32)];
    return sum.equals(digest(data)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Once it has started, or has ended before that; functions that are compiled when they are called are in it then. */
function keepSoon() {
  const timer = setTimeout(keep, settleMs).unref();
  process.once('exit', keep);

  function keep() {
    clearTimeout(timer);
    process.off('exit', keep);
    const draft = `${compiledFile}.${process.pid}.tmp`;
    try {
      const data = script.createCachedData();
      writeFileSync(draft, Buffer.concat([digest(data), data]));
      renameSync(draft, compiledFile);
    } catch {
      // In a folder that only its owner writes, as in an image, each start compiles for itself.
      rmSync(draft, { force: true });
    }
  }
}
