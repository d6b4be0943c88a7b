import type { Registration } from '@hookline/connector-kit';
import { amocrmRegistration } from './amocrm/change.registration.js';
import { bitrix24Registration } from './bitrix24/event.registration.js';
import { githubRegistration } from './github/event.registration.js';
import { gitlabRegistration } from './gitlab/event.registration.js';
import { moyskladRegistration } from './moysklad/change.registration.js';
import { shopifyRegistration } from './shopify/event.registration.js';
import { stripeRegistration } from './stripe/event.registration.js';
import { telegramRegistration } from './telegram/update.registration.js';
import { trelloRegistration } from './trello/action.registration.js';
import { typeformRegistration } from './typeform/response.registration.js';
import { woocommerceRegistration } from './woocommerce/change.registration.js';

/** The senders at whom the address of a flow can be registered without a person. */
export const registrations: readonly Registration[] = [
  amocrmRegistration,
  bitrix24Registration,
  githubRegistration,
  gitlabRegistration,
  moyskladRegistration,
  shopifyRegistration,
  stripeRegistration,
  telegramRegistration,
  trelloRegistration,
  typeformRegistration,
  woocommerceRegistration,
];
