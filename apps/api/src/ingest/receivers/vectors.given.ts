import type { JsonObject } from '@hookline/contract';

/** A signature that somebody else computed, or that was recomputed twice: what a preset must accept. */
export type Vector = {
  readonly id: string;
  readonly source: readonly [app: string, event: string];
  readonly values: JsonObject;
  /** The header, or the field of a form, that holds the signature. */
  readonly carrier: { readonly header: string } | { readonly field: string };
  readonly signature: string;
  readonly body?: string;
  readonly type?: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that are part of the signed text. */
  readonly signedHeaders?: readonly string[];
  readonly signsUrl?: boolean;
  readonly atMs?: number;
  /** What the body must read as, where it could not be read otherwise. */
  readonly isOpaque?: boolean;
};

const form = 'application/x-www-form-urlencoded';
const text = 'text/plain';
const gitHub = { source: ['github', 'event'], carrier: { header: 'X-Hub-Signature-256' } } as const;
const twilio = {
  source: ['twilio', 'message'],
  carrier: { header: 'X-Twilio-Signature' },
  values: { secret: '12345' },
  type: form,
  signsUrl: true,
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
} as const;
const call =
  'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212';
const hubSpotSecret = { secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy' };
const hubSpot = (version: string) =>
  ({
    source: ['hubspot', 'change'],
    values: hubSpotSecret,
    carrier: { header: 'X-HubSpot-Signature' },
    headers: { 'X-HubSpot-Signature-Version': version },
    url: 'https://www.example.com/webhook_uri',
  }) as const;
const standard = {
  source: ['standard_webhooks', 'event'],
  carrier: { header: 'webhook-signature' },
  headers: { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330' },
  signedHeaders: ['webhook-id', 'webhook-timestamp'],
  body: '{"test": 2432232314}',
  atMs: 1_614_265_330_000,
} as const;
const primitive = {
  source: ['webhook', 'received'],
  values: { method: 'signature', secret: 'test_secret', signatureHeader: 'X-Signature' },
  carrier: { header: 'X-Signature' },
  type: text,
} as const;
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

/** P1 to P20 of the published ones; P21, whose key nobody outside has, is tested by its steps. */
export const publishedVectors: readonly Vector[] = [
  {
    ...gitHub,
    id: 'P1 GitHub',
    values: { secret: "It's a Secret to Everybody" },
    type: text,
    body: 'Hello, World!',
    signature: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  },
  {
    ...gitHub,
    id: 'P2 GitHub',
    values: { secret: 'mysecret' },
    body: '{"foo":"bar"}',
    signature: 'sha256=4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3',
  },
  {
    id: 'P3 Bitbucket',
    source: ['bitbucket', 'event'],
    values: { secret: "It's a Secret to Everybody" },
    carrier: { header: 'X-Hub-Signature' },
    type: text,
    body: 'Hello World!',
    signature: 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
  },
  {
    id: 'P4 Slack',
    source: ['slack', 'command'],
    values: { secret: '8f742231b10e8888abcd99yyyzzz85a5' },
    carrier: { header: 'X-Slack-Signature' },
    headers: { 'X-Slack-Request-Timestamp': '1531420618' },
    signedHeaders: ['X-Slack-Request-Timestamp'],
    type: form,
    body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    atMs: 1_531_420_618_000,
    signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  },
  {
    ...standard,
    id: 'P5 Standard Webhooks v1',
    values: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    ...standard,
    id: 'P6 Standard Webhooks v1a',
    values: { publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=' },
    signature:
      'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
  },
  { ...twilio, id: 'P7 Twilio form', body: call, signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
  {
    ...twilio,
    id: 'P8 Twilio, other numbers',
    body: call.replaceAll('%2B14158675309', '%2B12349013030'),
    signature: '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
  },
  {
    ...twilio,
    id: 'P9 Twilio, signed with port',
    body: call,
    signature: 'kvajT1Ptam85bY51eRf/AJRuM3w=',
  },
  {
    ...twilio,
    id: 'P10 Twilio, http with port',
    url: 'http://mycompany.com:1234/myapp.php?foo=1&bar=2',
    body: call,
    signature: 'Zmvh+3yNM1Phv2jhDCwEM3q5ebU=',
  },
  {
    ...twilio,
    id: 'P11 Twilio, repeated field',
    body: 'MessagingBinding.Address=%2B1415xxxxxxx&MessagingBinding.Address=%2B1325xxxxxxx',
    signature: '83O6e2vORAoJHUNzJjDWN1jz+BA=',
  },
  {
    ...twilio,
    id: 'P12 Twilio, equal values',
    body: 'Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234',
    signature: 'IK+Dwps556ElfBT0I3Rgjkr1wJU=',
  },
  {
    ...twilio,
    id: 'P13 Twilio JSON',
    type: 'application/json',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620',
    body: '{"property": "value", "boolean": true}',
    signature: 'a9nBmqA0ju/hNViExpshrM61xv4=',
  },
  {
    ...twilio,
    id: 'P14 Twilio, quote in the query',
    url: "https://mycompany.com/myapp.php?foo=1&bar=2&Body=It's+amazing",
    body: call,
    signature: 'TfZzewPq8wqrGlMfyAud8+/IvJ0=',
  },
  {
    id: 'P15 Pusher',
    source: ['pusher', 'event'],
    values: { key: '123456789', secret: 'tofu' },
    carrier: { header: 'X-Pusher-Signature' },
    body: '{"time_ms":1403175510755,"events":[{"channel":"test_channel","name":"channel_vacated"}]}',
    signature: 'c17257e92037cd7de407ebc1ed174ceb7b2e518db127f44411b9ffc4f5b28cc5',
  },
  {
    id: 'P16 Dropbox',
    source: ['dropbox', 'change'],
    values: { secret: 'the_secret' },
    carrier: { header: 'X-Dropbox-Signature' },
    body: '{"delta": {"users": [12345]}}',
    signature: '0a8c16b085420b960dc78664279fe09e936a2a01b1f91064869d9e77dfd64529',
  },
  {
    ...hubSpot('v1'),
    id: 'P17 HubSpot v1',
    body: '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
    signature: '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
  },
  {
    ...hubSpot('v2'),
    id: 'P18 HubSpot v2 without a body',
    method: 'GET',
    signsUrl: true,
    signature: 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
  },
  {
    ...hubSpot('v2'),
    id: 'P19 HubSpot v2',
    signsUrl: true,
    body: '{"example_field":"example_value"}',
    signature: '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
  },
  {
    ...primitive,
    id: 'P20 HMAC of nothing',
    signature: 'f7f9bd47fb987337b5796fdc1fdb9ba221d0d5396814bfcaf9521f43fd8927fd',
  },
  {
    ...primitive,
    id: 'P20 HMAC of JSON',
    body: '{"obj1":"hello","obj2":"world"}',
    signature: 'bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363',
  },
  {
    ...primitive,
    id: 'P20 HMAC of U+1F600',
    body: '\u{1f600}',
    signature: '837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43',
  },
];

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
