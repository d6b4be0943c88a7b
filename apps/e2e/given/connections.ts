import { createConnection } from '@hookline/contract';
import type { FakeVendor } from '@hookline/testkit';
import type { Api } from '../product/api-client.js';

/** A bot whose server is the fake vendor; it takes every message. */
export async function aBot(api: Api, vendor: FakeVendor): Promise<string> {
  vendor.reply('*', { body: { ok: true, result: { message_id: 1, username: 'shop_bot' } } });
  const values = { token: '123456:shop-bot', hasOwnServer: true, apiBaseUrl: vendor.url };
  const body = { app: 'telegram', name: 'Bot', values };
  return (await api.ask(createConnection, { body })).id;
}
