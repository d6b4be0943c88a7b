import { canWrite, writePath, type SeenField } from '@hookline/contract';

/** What past events carried, by the path that a template reads it by. */
export type SeenFields = {
  readonly byPath: ReadonlyMap<string, SeenField>;
  /** Of a hundred events, how many carried it; null where nobody counted, or it is none of the event's. */
  readonly shareOf: (path: string) => number | null;
};

type Counted = { readonly events: number; readonly fields: readonly SeenField[] };

/** What was counted of past events, ready to be asked. */
export function seenFields(data: Counted | undefined): SeenFields {
  const byPath = new Map(
    (data?.fields ?? [])
      .filter(({ segments }) => segments.every(canWrite))
      .map((field) => [writePath([...rootOf(field), ...field.segments]), field]),
  );
  const shareOf = (path: string) => {
    if (!data || data.events === 0) return null;
    // Headers that every request has are not counted, and so are not missing where they were not found.
    const count = byPath.get(path)?.count ?? (/^trigger\b/.test(path) ? 0 : null);
    return count === null ? null : Math.min(100, Math.round((count / data.events) * 100));
  };
  return { byPath, shareOf };
}

const rootOf = ({ at }: SeenField): readonly string[] =>
  at === undefined ? ['trigger'] : ['event', at];
