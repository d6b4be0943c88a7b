import type { ReceiverPreset } from '@hookline/connector-kit';
import { amocrmChange } from './amocrm/change.receiver.js';
import { bitbucketEvent } from './bitbucket/event.receiver.js';
import { bitrix24Event } from './bitrix24/event.receiver.js';
import { bloxyForm } from './bloxy/form.receiver.js';
import { calendlyBooking } from './calendly/booking.receiver.js';
import { callibriEvent } from './callibri/event.receiver.js';
import { chatraEvent } from './chatra/event.receiver.js';
import { cloudpaymentsPayment } from './cloudpayments/payment.receiver.js';
import { dreamkasEvent } from './dreamkas/event.receiver.js';
import { dropboxChange } from './dropbox/change.receiver.js';
import { enquizQuiz } from './enquiz/quiz.receiver.js';
import { flexbeForm } from './flexbe/form.receiver.js';
import { githubEvent } from './github/event.receiver.js';
import { gitlabEvent } from './gitlab/event.receiver.js';
import { googleFormsResponse } from './google-forms/response.receiver.js';
import { hubspotChange } from './hubspot/change.receiver.js';
import { jotformSubmission } from './jotform/submission.receiver.js';
import { landingiForm } from './landingi/form.receiver.js';
import { mailchimpAudience } from './mailchimp/audience.receiver.js';
import { mangoCall } from './mango/call.receiver.js';
import { marquizQuiz } from './marquiz/quiz.receiver.js';
import { mcnCall } from './mcn/call.receiver.js';
import { metaLead } from './meta/lead.receiver.js';
import { moyskladChange } from './moysklad/change.receiver.js';
import { nethouseForm } from './nethouse/form.receiver.js';
import { paypalEvent } from './paypal/event.receiver.js';
import { pusherEvent } from './pusher/event.receiver.js';
import { salesforceMessage } from './salesforce/message.receiver.js';
import { shopifyEvent } from './shopify/event.receiver.js';
import { slackCommand } from './slack/command.receiver.js';
import { slackEvent } from './slack/event.receiver.js';
import { slackInteraction } from './slack/interaction.receiver.js';
import { standardWebhooksEvent } from './standard-webhooks/event.receiver.js';
import { stripeEvent } from './stripe/event.receiver.js';
import { telegramUpdate } from './telegram/update.receiver.js';
import { telphinCall } from './telphin/call.receiver.js';
import { tildaForm } from './tilda/form.receiver.js';
import { tildaMarketplace } from './tilda/marketplace.receiver.js';
import { trelloAction } from './trello/action.receiver.js';
import { twilioMessage } from './twilio/message.receiver.js';
import { typeformResponse } from './typeform/response.receiver.js';
import { webhookCatch } from './webhook/catch.receiver.js';
import { webhookReceived } from './webhook/received.receiver.js';
import { woocommerceChange } from './woocommerce/change.receiver.js';
import { wordpressEvent } from './wordpress/event.receiver.js';
import { wordpressForm } from './wordpress/form.receiver.js';
import { yookassaPayment } from './yookassa/payment.receiver.js';
import { zendeskTicket } from './zendesk/ticket.receiver.js';

/** Every sender that is known by name, and the general ones. */
export const receivers: readonly ReceiverPreset[] = [
  amocrmChange,
  bitbucketEvent,
  bitrix24Event,
  bloxyForm,
  calendlyBooking,
  callibriEvent,
  chatraEvent,
  cloudpaymentsPayment,
  dreamkasEvent,
  dropboxChange,
  enquizQuiz,
  flexbeForm,
  githubEvent,
  gitlabEvent,
  googleFormsResponse,
  hubspotChange,
  jotformSubmission,
  landingiForm,
  mailchimpAudience,
  mangoCall,
  marquizQuiz,
  mcnCall,
  metaLead,
  moyskladChange,
  nethouseForm,
  paypalEvent,
  pusherEvent,
  salesforceMessage,
  shopifyEvent,
  slackCommand,
  slackEvent,
  slackInteraction,
  standardWebhooksEvent,
  stripeEvent,
  telegramUpdate,
  telphinCall,
  tildaForm,
  tildaMarketplace,
  trelloAction,
  twilioMessage,
  typeformResponse,
  webhookCatch,
  webhookReceived,
  woocommerceChange,
  wordpressEvent,
  wordpressForm,
  yookassaPayment,
  zendeskTicket,
];
