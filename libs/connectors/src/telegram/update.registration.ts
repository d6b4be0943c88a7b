import {
  isObject,
  registration,
  Rejected,
  textIn,
  type Registration,
} from '@hookline/connector-kit';
import { callBot } from './call-bot.js';

/** The Bot API's setWebhook. A bot has one address: one that is somebody else's is not taken away. */
export const telegramRegistration: Registration = registration({
  app: 'telegram',
  event: 'update',
  needs: { connection: ['token'], settings: [] },
  secretField: 'webhookSecret',

  site: ({ connection }) => textIn(connection, 'token').split(':', 1)[0] ?? '',

  async find({ http, connection, hookUrl, otherUrls }) {
    const info = await callBot(http, connection, { method: 'getWebhookInfo', body: {} });
    const url = isObject(info) ? textIn(info, 'url') : '';
    if (url === '') return { ids: [], fits: false };
    if (url === hookUrl) return { ids: [url], fits: true };
    if (otherUrls.includes(url)) return { ids: [url], fits: false };
    const host = hostOf(url);
    throw new Rejected(
      `the bot already sends to another address, at ${host}; a bot has only one, so switch it off there first`,
      { why: { code: 'source_bot_taken', values: { host } } },
    );
  },

  async create({ http, connection, hookUrl, secret }) {
    const body = { url: hookUrl, secret_token: secret };
    await callBot(http, connection, { method: 'setWebhook', body });
    return { ids: [hookUrl] };
  },

  // A second setWebhook takes the place of the first.
  change: (call) => telegramRegistration.create(call),

  async remove({ http, connection }, ids) {
    if (ids.length > 0) await callBot(http, connection, { method: 'deleteWebhook', body: {} });
  },
});

/** The rest of it may be somebody's secret. */
const hostOf = (url: string): string => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? 'another server';
