import type { IntakeFile } from '../outcome.js';
import type { Field } from './nest-fields.js';

type Parts = { fields: Field[]; files: IntakeFile[] };

/** Parts that came without a name get one that no other part has, or no step could ask for what they hold. */
export function nameNameless({ fields, files }: Parts): Parts {
  if (!fields.some(([name]) => name === '')) return { fields, files };
  const nextName = openNames(fields);
  const fileFields: string[] = [];
  const named = fields.map(([name, value]): Field => {
    const isFile = typeof value === 'object';
    const given = name === '' ? nextName(isFile ? 'file' : 'field') : name;
    if (isFile) fileFields.push(given);
    return [given, value];
  });
  return {
    fields: named,
    files: files.map((file, at) => ({ ...file, field: fileFields[at] ?? file.field })),
  };
}

/** Names that are free, each given out once: `field`, `field2`, `field3`. */
function openNames(fields: readonly Field[]): (word: string) => string {
  const taken = new Set(fields.map(([name]) => name.split('[', 1)[0]));
  const counts = new Map<string, number>();
  return (word) => {
    for (let count = (counts.get(word) ?? 0) + 1; ; count += 1) {
      const name = count === 1 ? word : `${word}${count}`;
      if (taken.has(name)) continue;
      counts.set(word, count);
      return name;
    }
  };
}
