/** Tables that grow with the leads: to read one of them through takes minutes somewhere. */
export const largeTables = [
  'events',
  'event_files',
  'event_dedupe',
  'open_runs',
  'runs',
  'step_attempts',
  'hand_runs',
  'replay_items',
  'table_rows',
  'outbox_messages',
  'calls',
  'ledger_days',
  'ledger_drops',
];

const large = `(?:${largeTables.join('|')})(?:_other|_\\d{8})?`;

type Judged = {
  readonly text: string;
  /** Nobody waits for a table that is new. */
  readonly made: ReadonlySet<string>;
  readonly isOutside: boolean;
};

/**
 * What of a migration would stop those who work with the database, or break the version before, which goes on until the
 * last of its processes is replaced. It reads the text, not the database: SQL that is put together is not understood, and
 * a helper's is judged by the helper's own tests.
 */
export function judgeMigration(source: string): readonly string[] {
  const text = source
    .replace(/\n {2}async down\([\s\S]*?\n {2}\}/, '')
    .replace(/(--|\/\/).*|\/\*[\s\S]*?\*\//g, '')
    .replace(/CREATE (OR REPLACE )?FUNCTION[\s\S]*?\$\$[\s\S]*?\$\$/g, 'CREATE $1FUNCTION;');
  const made = new Set(
    [...text.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g)].map(([, name = '']) => name),
  );
  const judged = { text, made, isOutside: /\btransaction = false\b/.test(text) };
  const statements = text.split(/[;`]|'(?=[A-Z]{3,} )/).map((part) => part.replace(/\s+/g, ' '));
  return [
    ...statements.flatMap((statement) => judgeStatement(statement, judged)),
    ...judgeMode(judged),
  ];
}

function judgeMode({ text, isOutside }: Judged): readonly string[] {
  const isLive = /\b(buildIndex|addCheck|fillInBatches)\(|\bCONCURRENTLY\b|\bVALIDATE\b/.test(text);
  return isLive && !isOutside ? ['has to say: transaction = false'] : [];
}

function judgeStatement(statement: string, judged: Judged): readonly string[] {
  return [
    ...judgeWhole(statement, judged),
    ...judgeAlter(statement, judged),
    ...(judged.isOutside ? judgeRepeat(statement) : []),
  ];
}

const wholeTable: readonly (readonly [RegExp, string])[] = [
  [/\bCREATE (?:UNIQUE )?INDEX .*?\bON (?:ONLY )?(\w+)/, 'builds an index without buildIndex'],
  [/\bUPDATE (?:ONLY )?(\w+) (?:\w+ )?SET\b/, 'changes all rows at once: fillInBatches'],
  [/\bDELETE FROM (?:ONLY )?(\w+)/, 'deletes rows at once'],
  [/\bTRUNCATE (?:TABLE )?(\w+)/, 'empties a table'],
  [/\bLOCK TABLE (?:ONLY )?(\w+)/, 'locks a table'],
  [/\b(?:CLUSTER|REINDEX TABLE|VACUUM FULL) (\w+)/, 'writes a table anew'],
];

function judgeWhole(statement: string, { made }: Judged): readonly string[] {
  if (/\b(ALTER TABLE|UPDATE|LOCK TABLE|INDEX \w+ ON) \$\{/.test(statement))
    return ['does not spell out which table it changes'];
  const dropped = /\bDROP TABLE (?:IF EXISTS )?(\w+)/.exec(statement)?.[1];
  const faults = wholeTable.flatMap(([pattern, fault]) => {
    const table = pattern.exec(statement)?.[1];
    return table !== undefined && isLarge(table, made) ? [`${table}: ${fault}`] : [];
  });
  return dropped === undefined || made.has(dropped)
    ? faults
    : [...faults, `${dropped}: ${contract}`];
}

const isLarge = (table: string, made: ReadonlySet<string>): boolean =>
  !made.has(table) && new RegExp(`^${large}$`).test(table);

export const contract = 'takes away what the version before reads';

function judgeAlter(statement: string, { made, text }: Judged): readonly string[] {
  const [, table = '', actions = ''] =
    /\bALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\w+) (.*)/.exec(statement) ?? [];
  if (table === '' || made.has(table)) return [];
  return actions.split(/, (?=(?:ADD|ALTER|DROP|RENAME|SET|VALIDATE)\b)/).flatMap((action) => {
    if (/^(DROP COLUMN|DROP (?!CONSTRAINT)\w+|RENAME(?! CONSTRAINT))\b/.test(action))
      return [`${table}: ${contract}`];
    const fault = isLarge(table, made) ? judgeAction(action, text) : null;
    return fault === null ? [] : [`${table}: ${fault}`];
  });
}

function judgeAction(action: string, text: string): string | null {
  if (/^ADD (CONSTRAINT|CHECK|FOREIGN|UNIQUE|PRIMARY|EXCLUDE)\b/.test(action))
    return /NOT VALID|USING INDEX/.test(action) ? null : 'proves a rule under a lock: addCheck';
  if (/^ADD\b/.test(action)) return judgeColumn(action);
  if (/^ALTER (COLUMN )?\w+ (SET DATA )?TYPE\b|^SET (TABLESPACE|LOGGED|UNLOGGED)\b/.test(action))
    return 'writes the table anew';
  const column = /^ALTER (?:COLUMN )?(\w+) SET NOT NULL/.exec(action)?.[1];
  if (column === undefined) return null;
  // With such a rule, once it is proved, PostgreSQL does not look at the rows.
  const isProved = new RegExp(`addCheck[\\s\\S]*\\b${column} IS NOT NULL`).test(text);
  return isProved ? null : 'proves NOT NULL under a lock: addCheck first';
}

/** What is the same for all rows is written once; what is not is written into each. */
const sameForAll = /\b(now|transaction_timestamp)\(\)/gi;

function judgeColumn(action: string): string | null {
  if (/\b(GENERATED|\w*serial)\b/i.test(action)) return 'writes the table anew';
  if (/\bDEFAULT\b.*\w\(/.test(action.replace(sameForAll, '')))
    return 'writes a default of its own into each row';
  if (/\b(CHECK|REFERENCES|UNIQUE|PRIMARY KEY)\b/.test(action))
    return 'proves a rule under a lock: addCheck';
  return /\bNOT NULL\b/.test(action) && !/\bDEFAULT\b/.test(action)
    ? 'leaves the version before unable to write'
    : null;
}

const repeats: readonly (readonly [RegExp, RegExp])[] = [
  [/\bCREATE TABLE\b/, /CREATE TABLE IF NOT EXISTS/],
  [/\bCREATE (UNIQUE )?INDEX\b/, /INDEX IF NOT EXISTS/],
  [/\bCREATE FUNCTION\b/, /OR REPLACE/],
  [/\bINSERT INTO\b/, /ON CONFLICT/],
  [/\bDROP (TABLE|INDEX|COLUMN|CONSTRAINT|FUNCTION)\b/, /IF EXISTS/],
];

/** Outside a transaction the half of it may be there already. */
function judgeRepeat(statement: string): readonly string[] {
  const added = statement.match(/\bADD COLUMN\b(?! IF NOT EXISTS)/) ? ['ADD COLUMN'] : [];
  const others = repeats.flatMap(([does, isSafe]) =>
    does.test(statement) && !isSafe.test(statement) ? [does.exec(statement)?.[0]] : [],
  );
  return [...added, ...others].map((what) => `fails when it is run again: ${what}`);
}
