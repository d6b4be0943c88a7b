import type { Exchange } from './exchange.given.js';
import { exchangesOfShops } from './exchanges-of-shops.given.js';
import { exchangesOfTeams } from './exchanges-of-teams.given.js';

export { hookUrl } from './exchange.given.js';
export { moysklad, shopify, woo, amocrm } from './exchanges-of-shops.given.js';
export { github, gitlab } from './exchanges-of-teams.given.js';

/** As the senders document them. */
export const exchanges: Readonly<Record<string, Exchange>> = {
  ...exchangesOfTeams,
  ...exchangesOfShops,
};
