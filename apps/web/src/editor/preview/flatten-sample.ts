import { isList, type JsonValue } from '@hookline/contract';
import { canWrite, writePath } from '../template/template-path.js';

/** One value of a sample that a template can name. */
export type SampleValue = {
  readonly segments: readonly string[];
  readonly path: string;
  readonly value: JsonValue;
};

const maxDepth = 6;
const maxValues = 400;

/** Every value below a root, outer ones first; of a list its first element stands for all. */
export function flattenSample(root: readonly string[], value: JsonValue): readonly SampleValue[] {
  const found: SampleValue[] = [];
  collect(root, value, found);
  return found.slice(0, maxValues);
}

function collect(segments: readonly string[], value: JsonValue, found: SampleValue[]): void {
  if (found.length >= maxValues || segments.length > maxDepth) return;
  if (value === null || typeof value !== 'object') {
    found.push({ segments, path: writePath(segments), value });
    return;
  }
  if (isList(value)) {
    found.push({ segments, path: writePath(segments), value });
    const [first] = value;
    if (typeof first === 'object' && first !== null) collect([...segments, '0'], first, found);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (canWrite(key)) collect([...segments, key], inner, found);
  }
}
