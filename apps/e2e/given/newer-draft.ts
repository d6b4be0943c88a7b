import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runSql } from '@hookline/testkit';
import type { Product } from '../product/start-product.js';

/** A draft as a later Hookline leaves it behind for this one: with a schema and a step that are unknown here. */
export async function aNewerDraft({ dataDir }: Product, flowId: string): Promise<void> {
  const { password, port } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
  const step = `'[{"id": "tele", "type": "teleport"}]'::jsonb`;
  await runSql(
    `postgres://hookline:${password}@127.0.0.1:${port}/hookline`,
    `UPDATE flows
     SET draft = (draft::jsonb || jsonb_build_object('schemaVersion', 9, 'steps', ${step}))::json
     WHERE id = '${flowId}'`,
  );
}
