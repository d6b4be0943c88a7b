import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contract, judgeMigration, largeTables } from './lib/judge-migration.ts';

const folder = fileURLToPath(new URL('../migrations', import.meta.url));
const files = readdirSync(folder).filter((name) => /^\d{13}-.*\.ts$/.test(name));
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The last one from before these rules. */
const baseline = 1764144000000;

/**
 * Those that are let off, and why: of before the rules, or a contract, which takes away what no version reads that may
 * still be running. Such a one names the version that has stopped reading it.
 */
const excused: Readonly<Record<string, string>> = {
  '1764093600000-cut-history-by-month.ts':
    'it locks and empties the history of who has none: nothing is released, and the lock is not taken where there is some',
};

describe('the migrations (MG-1)', () => {
  it.each(files.filter((file) => !(file in excused)))(
    '%s stops nobody, and leaves the version before what it reads',
    (file) => {
      expect(judgeMigration(textOf(file))).toEqual([]);
    },
  );

  it.each(Object.entries(excused))('%s is let off with a reason, because it has to be', (file) => {
    const faults = judgeMigration(textOf(file));
    expect(faults).not.toEqual([]);
    if (Number(file.slice(0, 13)) > baseline)
      expect(faults.filter((fault) => !fault.includes(contract))).toEqual([]);
  });

  it('make every table that is called large', () => {
    const all = files.map(textOf).join('\n');
    const made = [...all.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g)].map(
      ([, name]) => name,
    );
    expect(made).toEqual(expect.arrayContaining(largeTables));
  });
});

const inside = (sql: string): string => `export class X {\n  up() { db.query(\`${sql}\`); }\n}`;
const outside = (code: string): string => `readonly transaction = false;\n${code}`;

describe('a migration', () => {
  it.each([
    'CREATE INDEX events_x_idx ON events (x)',
    'CREATE UNIQUE INDEX events_x_idx ON ONLY events (x)',
    'CREATE INDEX CONCURRENTLY open_runs_x_idx ON open_runs (x)',
    'CREATE INDEX ON events_20261101 (x)',
    `ALTER TABLE runs ADD CONSTRAINT runs_x_check CHECK (x > 0)`,
    `ALTER TABLE runs ADD COLUMN x text, ADD CHECK (x <> '')`,
    'ALTER TABLE ONLY runs ADD FOREIGN KEY (x) REFERENCES flows (id)',
    'ALTER TABLE runs ADD UNIQUE (x)',
    'ALTER TABLE runs ALTER COLUMN x SET NOT NULL',
    'ALTER TABLE runs ALTER x TYPE bigint',
    'ALTER TABLE runs ADD COLUMN x timestamptz NOT NULL DEFAULT clock_timestamp()',
    'ALTER TABLE runs ADD COLUMN x uuid DEFAULT gen_random_uuid()',
    'ALTER TABLE runs ADD x bigserial',
    'ALTER TABLE runs ADD COLUMN x text NOT NULL',
    'ALTER TABLE runs ADD COLUMN x uuid REFERENCES flows (id)',
    'ALTER TABLE runs ADD CHECK (x > 0) NOT VALID; ALTER TABLE runs VALIDATE CONSTRAINT runs_x_check',
    'ALTER TABLE workspaces DROP COLUMN x',
    'ALTER TABLE workspaces RENAME COLUMN x TO y',
    'ALTER TABLE workspaces RENAME TO houses',
    'DROP TABLE IF EXISTS workspaces',
    `UPDATE events SET x = ''`,
    `UPDATE step_attempts s SET x = ''`,
    'DELETE FROM runs WHERE x',
    'LOCK TABLE events IN ACCESS EXCLUSIVE MODE',
    'ALTER TABLE ${table} ADD COLUMN x text',
  ])('may not: %s', (sql) => {
    expect(judgeMigration(inside(sql))).not.toEqual([]);
  });

  it.each([
    'CREATE TABLE x (id uuid); CREATE INDEX x_idx ON x (id); ALTER TABLE x DROP COLUMN id',
    'CREATE INDEX flows_x_idx ON flows (x)',
    'ALTER TABLE runs ADD COLUMN x text, ADD COLUMN y timestamptz NOT NULL DEFAULT now()',
    `ALTER TABLE runs DROP CONSTRAINT x, ADD CONSTRAINT x CHECK (y IN ('a', 'b')) NOT VALID`,
    'ALTER TABLE runs ADD CONSTRAINT x UNIQUE USING INDEX y',
    'ALTER TABLE flows ADD CHECK (x > 0)',
    `CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM runs; $$`,
    '-- CREATE INDEX events_x_idx ON events (x)',
  ])('may: %s', (sql) => {
    expect(judgeMigration(inside(sql))).toEqual([]);
  });

  it('may take away again in `down` what it has made', () => {
    const down = 'class X {\n  async down() {\n    db.query(`DROP TABLE x`);\n  }\n}';
    expect(judgeMigration(down)).toEqual([]);
  });

  it('uses the helpers outside a transaction only', () => {
    expect(judgeMigration('await buildIndex(db, index)')).toHaveLength(1);
    expect(judgeMigration(outside('await buildIndex(db, index)'))).toEqual([]);
  });

  it('may say NOT NULL once a rule has proved it', () => {
    const set = 'db.query(`ALTER TABLE runs ALTER COLUMN x SET NOT NULL`)';
    const proved = 'addCheck(db, { table, name, check: `x IS NOT NULL` });';
    expect(judgeMigration(outside(`${proved} ${set}`))).toEqual([]);
    expect(judgeMigration(outside(set))).toHaveLength(1);
  });

  it.each([
    'CREATE TABLE x (id uuid)',
    'CREATE INDEX flows_x_idx ON flows (x)',
    'ALTER TABLE flows ADD COLUMN x text',
    'INSERT INTO flows DEFAULT VALUES',
    'DROP INDEX flows_x_idx',
    'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT 1 $$',
  ])('outside a transaction can be run again, so not: %s', (sql) => {
    expect(judgeMigration(outside(inside(sql)))).toHaveLength(1);
    expect(judgeMigration(inside(sql))).toEqual([]);
  });
});
