import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '@hookline/platform';
import { check, type Finding } from '../doctor/check.js';
import {
  checkDurability,
  checkHistory,
  checkMigrations,
  checkRestored,
  checkServer,
} from '../doctor/check-database.js';
import { checkDataDir, checkDisk, checkKeyFile, checkNode } from '../doctor/check-host.js';
import { checkRedis } from '../doctor/check-redis.js';
import { withDatabase } from './with-database.js';

export const help = `hookline doctor [--json]

Looks at everything that Hookline needs, beside a running instance or alone, and says what to do about what is wrong.
Exit code 1 where something is.`;

export async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { json: { type: 'boolean', default: false } },
  });
  const config = readConfig(process.env);
  const findings = [
    await checkNode(),
    await checkDataDir(config.dataDir),
    await checkDisk(config.dataDir),
    await checkKeyFile(config.secretKeyFile),
    ...(await checkDatabase(config)),
    ...(config.redisUrl === undefined ? [] : [await checkRedis(config.redisUrl)]),
  ];
  if (values.json) console.log(JSON.stringify({ findings }));
  else
    for (const { name, isOk, detail } of findings)
      console.log(`${isOk ? 'ok ' : 'BAD'} ${name}: ${detail}`);
  return findings.every(({ isOk }) => isOk) ? 0 : 1;
}

async function checkDatabase(config: ReturnType<typeof readConfig>): Promise<Finding[]> {
  const isEmbedded = config.databaseUrl === undefined && config.databaseDirectUrl === undefined;
  // To look at one that is not there would make it.
  if (isEmbedded && !existsSync(config.dataDir)) {
    return [
      { name: 'PostgreSQL', isOk: true, detail: 'the embedded one is made at the first start' },
    ];
  }
  let found: Finding[] = [];
  const reached = await check('Database', async () => {
    found = await withDatabase(config, async ({ url }) => {
      const migrations = await checkMigrations(url);
      // Only a migrated database can tell.
      const told = migrations.isOk
        ? [await checkRestored(url), await checkHistory(url, config.historyDays)]
        : [];
      return [await checkServer(url), await checkDurability(url), migrations, ...told];
    });
    return { isOk: true, detail: '' };
  });
  return reached.isOk ? found : [reached];
}
