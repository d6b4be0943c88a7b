import type { Vector } from './vectors.given.js';

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
