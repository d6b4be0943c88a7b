import type { Vector } from './vectors.given.js';

const form = 'application/x-www-form-urlencoded';
const hubSpotSecret = { secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy' };
const mango = {
  source: ['mango', 'call'],
  values: { apiKey: '123456789', salt: 'mango-test-salt' },
  carrier: { field: 'sign' },
  type: form,
} as const;
const cloudPayments = {
  source: ['cloudpayments', 'payment'],
  values: { secret: 'cp_api_secret' },
  body: 'TransactionId=1&Amount=10.00&Currency=RUB&Description=%D0%9E%D0%BF%D0%BB%D0%B0%D1%82%D0%B0+1',
  type: form,
} as const;

export const derivedVectors: readonly Vector[] = [
  {
    id: 'D1 Stripe',
    source: ['stripe', 'event'],
    values: { secret: 'whsec_test_secret' },
    carrier: { header: 'Stripe-Signature' },
    body: '{"id":"evt_test_webhook","object":"event"}',
    signature: 't=1700000000,v1=d95c6b7477fbd7e9f90b1b0ef5f9c7ac25abca5382460e0d988c2b2a5b71b990',
  },
  {
    id: 'D2 Calendly',
    source: ['calendly', 'booking'],
    values: { secret: 'calendly_signing_key' },
    carrier: { header: 'Calendly-Webhook-Signature' },
    body: '{"event":"invitee.created"}',
    signature: 't=1700000000,v1=7c7e325be658164dc380d838840ca9f061137cfceeeb8eb8554524cb38913971',
  },
  ...(['{"ticket_id":1}', ''] as const).map((body): Vector => ({
    id: body === '' ? 'D4 Zendesk without a body' : 'D3 Zendesk',
    source: ['zendesk', 'ticket'],
    values: { secret: 'zendesk_signing_secret' },
    carrier: { header: 'X-Zendesk-Webhook-Signature' },
    headers: { 'X-Zendesk-Webhook-Signature-Timestamp': '2024-01-01T00:00:00Z' },
    signedHeaders: ['X-Zendesk-Webhook-Signature-Timestamp'],
    body,
    atMs: Date.parse('2024-01-01T00:00:00Z'),
    signature:
      body === ''
        ? 'FuzHPygt0MG7JW5CsiYvaCQz1jvYX5tMUiy4LNA8oqQ='
        : 'YSroMpaf/FnzmjwXiJqJUxdZonaZaUfsu/D8DMjMZCc=',
  })),
  {
    id: 'D5 Typeform',
    source: ['typeform', 'response'],
    values: { secret: 'typeform_secret' },
    carrier: { header: 'Typeform-Signature' },
    body: '{"event_id":"e1","event_type":"form_response"}',
    signature: 'sha256=Uq4hm7tNKCkav3ntojknGqjnrE/mms8/odOeNqvU9QQ=',
  },
  ...(
    [
      ['shopify', 'event', 'X-Shopify-Hmac-Sha256'],
      ['woocommerce', 'change', 'X-WC-Webhook-Signature'],
    ] as const
  ).map(([app, event, header]): Vector => ({
    id: `D6 ${app}`,
    source: [app, event],
    values: { secret: 'hush' },
    carrier: { header },
    body: '{"id":1}',
    signature: 'VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY=',
  })),
  {
    id: 'D7 Trello',
    source: ['trello', 'action'],
    values: { secret: 'trello_oauth_secret' },
    carrier: { header: 'X-Trello-Webhook' },
    url: 'https://hooks.example.test/h/abc',
    signsUrl: true,
    body: '{"action":{"id":"a1"}}',
    signature: 'qWtSj1BO+F/gkD2Dhbqbz6yUhtE=',
  },
  {
    id: 'D8 Meta',
    source: ['meta', 'lead'],
    values: { secret: 'meta_app_secret', verifyToken: 'a word' },
    carrier: { header: 'X-Hub-Signature-256' },
    body: '{"name":"\\u0418\\u0432\\u0430\\u043d"}',
    signature: 'sha256=f734230fcec17eb84f9df67b4f1e1944eccbc4859cf22618831adc577b5e6042',
  },
  {
    ...mango,
    id: 'D9 MANGO',
    body: `vpbx_api_key=123456789&json=${encodeURIComponent('{"entry_id":"entry-1","seq":1}')}`,
    signature: 'e03959def30614025ad107793ff0bfbb4eb4e77be34a60b3c584c2704e848588',
  },
  {
    ...mango,
    id: 'D10 MANGO, spaces and UTF-8',
    body: `vpbx_api_key=123456789&json=${encodeURIComponent('{ "entry_id" : "входящий", "seq" : 7 }')}`,
    signature: '4b8e655f9ad1ded8c3b93c57870324e600c0962ec28794fb21f439cbea58c96f',
  },
  {
    ...cloudPayments,
    id: 'D11 CloudPayments, as sent',
    carrier: { header: 'X-Content-HMAC' },
    signature: 'wFGJU56vHwucxIAl2siqqrL90gHepGOhEue9UpN9vW4=',
  },
  {
    ...cloudPayments,
    id: 'D12 CloudPayments, decoded',
    carrier: { header: 'Content-HMAC' },
    signature: 'oaURYdPB2O4lRnfhVhlYbtImxtfG24QQ1Ytutc5NdSQ=',
  },
  {
    id: 'D13 HubSpot v3',
    source: ['hubspot', 'change'],
    values: hubSpotSecret,
    carrier: { header: 'X-HubSpot-Signature-v3' },
    headers: { 'X-HubSpot-Request-Timestamp': '1700000000000' },
    signedHeaders: ['X-HubSpot-Request-Timestamp'],
    url: 'https://www.example.com/webhook_uri',
    signsUrl: true,
    body: '{"example_field":"example_value"}',
    signature: 'rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o=',
  },
  {
    id: 'D14 GitLab signing token',
    source: ['gitlab', 'event'],
    values: { signingToken: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    carrier: { header: 'webhook-signature' },
    headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': '1700000000' },
    signedHeaders: ['webhook-id', 'webhook-timestamp'],
    body: '{"object_kind":"push"}',
    signature: 'v1,GIeDyjKJtrVwTI7MfAgiFmBT+ghHOagANLIS5iloBok=',
  },
];
