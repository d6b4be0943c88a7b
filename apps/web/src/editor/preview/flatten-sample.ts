import { canWrite, deepestField, isList, writePath, type JsonValue } from '@hookline/contract';

/** One value of a sample that a template can name. */
export type SampleValue = {
  readonly segments: readonly string[];
  readonly path: string;
  readonly value: JsonValue;
};

const maxValues = 400;
/** Of so many the ones to offer are chosen. */
const maxLooked = 5_000;

/** Every value below a root, of very many those nearest to it; of a list its first element stands for all. */
export function flattenSample(root: readonly string[], value: JsonValue): readonly SampleValue[] {
  const found: SampleValue[] = [];
  collect(root, value, found);
  if (found.length <= maxValues) return found;
  const nearest = new Set(
    [...found]
      .sort((one, other) => one.segments.length - other.segments.length)
      .slice(0, maxValues),
  );
  return found.filter((one) => nearest.has(one));
}

function collect(segments: readonly string[], value: JsonValue, found: SampleValue[]): void {
  if (found.length >= maxLooked || segments.length > deepestField) return;
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
