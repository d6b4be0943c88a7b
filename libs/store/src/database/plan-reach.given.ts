import { tenant } from './distribution.given.js';

/**
 * Whose rows of a spread table a statement reaches. `one`: those of a tenant that it names itself, so that one machine answers it.
 * `given`: those of tenants that other rows name, a batch of several for instance. `all`: those of everybody.
 */
export type Reach = 'one' | 'given' | 'all';
const reaches = ['one', 'given', 'all'] as const;
export const widest = (found: readonly Reach[]): Reach =>
  reaches.findLast((reach) => found.includes(reach)) ?? 'one';

export type Node = { readonly Plans?: readonly Node[]; readonly Output?: readonly string[] } & {
  readonly [key: string]: unknown;
};

/** How one place of a plan reaches one table. */
export type Touch = { readonly table: string; readonly does: string; readonly reach: Reach };

/** Where a table is spread: by its own name, or that of one of its parts, the place of the tenant among its columns. */
export type Spread = ReadonlyMap<string, { readonly table: string; readonly place: number }>;

/** Reads a plan for what it touches of spread tables: by its conditions, and by the rows that it inserts. */
export function readTouches(plan: Node, spread: Spread): readonly Touch[] {
  const nodes = flatten(plan);
  const scans = nodes.flatMap((node) => {
    const known = spread.get(textOf(node, 'Relation Name'));
    const isScan = known !== undefined && textOf(node, 'Node Type') !== 'ModifyTable';
    return isScan ? [{ alias: textOf(node, 'Alias'), table: known.table }] : [];
  });
  const equals = [...nodes.flatMap(equalsOf), ...hashedIn(nodes)];
  const reachOf = judgeBy(equals, new Set(scans.map(({ alias }) => alias)));
  const changed = nodes.flatMap((node) => changesOf(node, spread));
  return [
    ...scans.map(({ alias, table }) => ({ table, does: 'Scan', reach: reachOf(alias) })),
    ...changed,
  ];
}

const flatten = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

function textOf(node: Node, key: string): string {
  const value = node[key];
  return typeof value === 'string' ? value : '';
}

/** That the tenant of one row is what something else is: a value, or a column of another row. */
type Equal = { readonly alias: string; readonly to: string };

const named = `"?(\\w+)"?\\.${tenant}`;
const value = `'[^']+'::uuid|\\$\\d+`;
const forms = [
  new RegExp(`${named} = (${value}|(?:ANY \\()?[^)]+)`, 'g'),
  new RegExp(`(${value}|"?[\\w*]+"?\\.${tenant}) = ${named}`, 'g'),
] as const;

const conditionsOf = (node: Node): readonly string[] =>
  Object.entries(node).flatMap(([key, text]) =>
    /(Cond|Filter)$/.test(key) && typeof text === 'string' ? [text] : [],
  );

function equalsOf(node: Node): readonly Equal[] {
  return conditionsOf(node).flatMap((text) => [
    ...[...text.matchAll(forms[0])].map(([, alias = '', to = '']) => ({ alias, to })),
    ...[...text.matchAll(forms[1])].map(([, to = '', alias = '']) => ({ alias, to })),
  ]);
}

/** A question that is asked once for all rows and looked up by their tenants has no condition of its own. */
function hashedIn(nodes: readonly Node[]): readonly Equal[] {
  const conditions = nodes.flatMap(conditionsOf).join('\n');
  const places = conditions.matchAll(new RegExp(`${tenant} = \\(hashed (SubPlan \\d+)\\)`, 'g'));
  const hashed = new Set([...places].map(([, place]) => place));
  return nodes
    .filter((node) => hashed.has(textOf(node, 'Subplan Name')))
    .flatMap(flatten)
    .map((node) => ({ alias: textOf(node, 'Alias'), to: 'what is looked up' }));
}

const isValue = (text: string): boolean => new RegExp(`^(${value})$`).test(text);

/** Two spread tables that are joined by their tenants name none: somebody else must name it for one of them. */
function judgeBy(equals: readonly Equal[], scanned: ReadonlySet<string>): (alias: string) => Reach {
  const judged = new Map<string, Reach>();
  const reachOf = (to: string): Reach | undefined => {
    if (isValue(to)) return 'one';
    const from = new RegExp(named).exec(to)?.[1];
    return from !== undefined && scanned.has(from) ? judged.get(from) : 'given';
  };
  const judgeMore = (): boolean => {
    const before = [...judged.values()].join();
    for (const { alias, to } of equals) {
      const reach = reachOf(to);
      if (reach && judged.get(alias) !== 'one') judged.set(alias, reach);
    }
    return [...judged.values()].join() !== before;
  };
  while (judgeMore());
  return (alias) => judged.get(alias) ?? 'all';
}

/** An inserted row has its tenant where the table has the column. */
function changesOf(node: Node, spread: Spread): readonly Touch[] {
  const known = spread.get(textOf(node, 'Relation Name'));
  if (!known || textOf(node, 'Node Type') !== 'ModifyTable') return [];
  const does = textOf(node, 'Operation');
  if (does !== 'Insert') return [{ table: known.table, does, reach: 'one' }];
  const inserted = node.Plans?.[0]?.Output?.[known.place - 1] ?? '';
  return [{ table: known.table, does, reach: isValue(inserted) ? 'one' : 'given' }];
}
