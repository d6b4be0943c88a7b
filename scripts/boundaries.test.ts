import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface FileResult {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}

const forbidden = [
  ['libs/contract', `import '@hookline/store';`],
  ['libs/intake', `import '@hookline/platform';`],
  ['libs/engine', `import '@hookline/store';`],
  ['libs/connectors', `import '@hookline/platform';`],
  ['libs/platform', `import '@hookline/contract';`],
  ['libs/store', `import '@hookline/testkit';`],
  ['libs/contract', `import 'pg';`],
  ['libs/jobs', `import '../../../apps/cli/src/main.js';`],
  ['apps/cli', `import '@hookline/mapping';`],
] as const;

const allowed = [
  ['libs/intake', `import '@hookline/contract';`],
  ['libs/store', `import 'pg';`],
  ['apps/cli', `import '@hookline/platform';`],
] as const;

const cases = [...forbidden, ...allowed].map(([room, line], index) => {
  return { room, line, file: join(root, room, 'src', `boundary-${process.pid}-${index}.ts`) };
});

async function runNode(...args: string[]): Promise<string> {
  const env = { ...process.env, NX_DAEMON: 'false' };
  const run = promisify(execFile)(process.execPath, args, { cwd: root, env });
  // ESLint ends with 1 where it has found something.
  return (await run.catch((error: { stdout: string }) => error)).stdout;
}

/** One line in a room, linted as `npm run check` does: Nx leaves the graph without which the rule is silent. */
async function lintAll(): Promise<FileResult[]> {
  for (const { file, line } of cases) writeFileSync(file, `${line}\n`);
  await runNode('node_modules/nx/dist/bin/nx.js', 'show', 'projects');
  const files = cases.map(({ file }) => file);
  const output = await runNode('node_modules/eslint/bin/eslint.js', '--format=json', ...files);
  return JSON.parse(output.slice(output.indexOf('[{')));
}

describe('the import rules of the rooms', () => {
  let results: FileResult[] = [];
  const rulesOf = (room: string, line: string) => {
    const file = cases.find((one) => one.room === room && one.line === line)?.file ?? '';
    const result = results.find(({ filePath }) => basename(filePath) === basename(file));
    return result?.messages.map(({ ruleId }) => ruleId);
  };

  beforeAll(async () => void (results = await lintAll()), 60_000);
  afterAll(() => cases.forEach(({ file }) => rmSync(file, { force: true })));

  it.each(forbidden)('report in %s: %s', (room, line) => {
    expect(rulesOf(room, line)).toContain('@nx/enforce-module-boundaries');
  });

  it.each(allowed)('allow in %s: %s', (room, line) => {
    expect(rulesOf(room, line)).toEqual([]);
  });
});
