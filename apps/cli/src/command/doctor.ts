import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '@hookline/platform';
import { check, type Finding } from '../doctor/check.js';
import {
  checkChecksums,
  checkDurability,
  checkHistory,
  checkMigrations,
  checkRestored,
  checkServer,
} from '../doctor/check-database.js';
import { checkDataDir, checkDisk, checkKeyFile, checkNode } from '../doctor/check-host.js';
import { checkKey } from '../doctor/check-key.js';
import { checkRedis } from '../doctor/check-redis.js';
import { checkStandby } from '../doctor/check-standby.js';
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

async function checkDatabase(config: Config): Promise<Finding[]> {
  const isEmbedded = config.databaseUrl === undefined && config.databaseDirectUrl === undefined;
  // To look at one that is not there would make it.
  if (isEmbedded && !existsSync(config.dataDir)) {
    return [
      { name: 'PostgreSQL', isOk: true, detail: 'the embedded one is made at the first start' },
    ];
  }
  let found: Finding[] = [];
  const reached = await check('Database', async () => {
    found = await withDatabase(config, ({ url }) => lookAt(url, config));
    return { isOk: true, detail: '' };
  });
  return reached.isOk ? found : [reached];
}

async function lookAt(url: string, config: Config): Promise<Finding[]> {
  const server = await checkServer(url);
  // Whatever else there is to ask would only fail the same way.
  if (!server.isOk) return [server];
  const migrations = await checkMigrations(url);
  // Only a migrated database can tell.
  const told = migrations.isOk
    ? [
        await checkKey(url, config.secretKeyFile),
        await checkRestored(url),
        await checkHistory(url, config.historyDays),
      ]
    : [];
  const { databaseReadUrl } = config;
  return [
    server,
    await checkDurability(url),
    await checkChecksums(url),
    migrations,
    ...told,
    ...(databaseReadUrl === undefined ? [] : [await checkStandby(url, databaseReadUrl)]),
  ];
}
