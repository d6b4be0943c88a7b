import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject, SignatureScheme, VerifyScheme } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { aPreset, aRequest, take } from '../intake.given.js';
import type { IntakeOutcome } from '../outcome.js';

const atMs = 1_700_000_000_000;
const standard: SignatureScheme = {
  kind: 'signature',
  algorithm: 'hmac-sha256',
  encoding: 'base64',
  at: [{ from: 'header', path: 'webhook-signature' }],
  layout: 'list',
  prefix: 'v1',
  signed: ['{id}.{ts}.{body}'],
  secretField: 'secret',
  secretForm: 'base64',
  timestamp: { from: 'header', name: 'webhook-timestamp', unit: 'secs', toleranceSecs: 300 },
  idHeader: 'webhook-id',
  urlForms: 'exact',
};
const key = Buffer.from('a key of some thirty bytes or so');
const connection = { secret: `whsec_${key.toString('base64')}` };
const body = '{"a":1}';
const signatureOf = (id: string, ts: string, text = body): string =>
  createHmac('sha256', key).update(`${id}.${ts}.${text}`).digest('base64');

const reasonOf = (outcome: IntakeOutcome): string =>
  outcome.outcome === 'rejected' ? `${outcome.status} ${outcome.reason}` : outcome.outcome;

async function judge(
  headers: Record<string, string>,
  given: { verify?: VerifyScheme[]; connection?: JsonObject; text?: string } = {},
): Promise<string> {
  const preset = aPreset({ verify: given.verify ?? [standard], connection: 'required' });
  const request = aRequest({ headers: Object.entries(headers), body: given.text ?? body, atMs });
  return reasonOf(await take(request, { preset, connection: given.connection ?? connection }));
}

const signed = (id: string, ts: string, signature: string) => ({
  'webhook-id': id,
  'webhook-timestamp': ts,
  'webhook-signature': signature,
});
const ts = '1700000000';

describe('a list of signatures', () => {
  it('SIG-4: is searched for the right one, among five and no more', async () => {
    const right = `v1,${signatureOf('m', ts)}`;
    const wrong = `v1,${signatureOf('m', ts, 'other')}`;
    const many = (count: number) => [...Array<string>(count).fill(wrong), right].join(' ');

    expect(await judge(signed('m', ts, many(4)))).toBe('event');
    expect(await judge(signed('m', ts, many(5)))).toMatch(/^401 the signature is wrong/);
    expect(await judge(signed('m', ts, many(10_000)))).toMatch(/^401 the signature is too long/);
  });

  it('SIG-8: knows its own version only', async () => {
    const bytes = signatureOf('m', ts);
    for (const text of [
      `v2,${bytes}`,
      `v1a,${bytes}`,
      `sha1=${bytes}`,
      bytes,
      `v1=${bytes}`,
      'v1',
      '',
    ]) {
      expect(await judge(signed('m', ts, text))).toMatch(/^401 there is no v1 signature/);
    }
    expect(await judge(signed('m', ts, 'v1,'))).toBe('401 the signature is empty');
  });

  it('SIG-8: a signature of another algorithm, made with the same secret, proves nothing', async () => {
    const sha1 = createHmac('sha1', key).update(`m.${ts}.${body}`).digest('base64');
    const sha512 = createHmac('sha512', key).update(`m.${ts}.${body}`).digest('base64');

    expect(await judge(signed('m', ts, `v1,${sha1}`))).toMatch(/cut short: 20 bytes of 32/);
    expect(await judge(signed('m', ts, `v1,${sha512}`))).toMatch(
      /^401 the signature is not 32 bytes/,
    );
  });
});

describe('a signed id', () => {
  it.each(['msg.1', 'msg\u0001', 'a b', 'x'.repeat(257)])(
    'SIG-7: that could move a border of the signed text is refused: %j',
    async (id) => {
      expect(await judge(signed(id, ts, `v1,${signatureOf(id, ts)}`))).toMatch(
        /^401 the id .* not allowed/,
      );
    },
  );

  it('SIG-7: does not take over a part of the time', async () => {
    const signature = `v1,${signatureOf('msg', `1.${ts}`)}`;

    expect(await judge(signed('msg.1', ts, signature))).toMatch(/^401/);
    expect(await judge(signed('msg', `1.${ts}`, signature))).toMatch(/^401 the timestamp/);
  });

  it('must be the one that was signed', async () => {
    expect(await judge(signed('another', ts, `v1,${signatureOf('m', ts)}`))).toMatch(
      /signature is wrong/,
    );
  });
});

describe('the comparison', () => {
  it('SIG-2: of secrets and signatures is done in one place, by timingSafeEqual', () => {
    const here = new URL('.', import.meta.url);
    const sources = readdirSync(here).filter((name) => /(?<!\.test|\.given)\.ts$/.test(name));
    const comparing = sources.filter((name) =>
      readFileSync(new URL(name, here), 'utf8').includes('timingSafeEqual('),
    );

    expect(comparing).toEqual(['same-bytes.ts']);
    for (const name of sources) {
      const text = readFileSync(new URL(name, here), 'utf8');
      expect(text).not.toMatch(
        /(?:signature|secret|wanted|token|mac|digest)\w*(?:\[\d\])? ===? (?!'|undefined|null|\d)/i,
      );
    }
  });
});

describe('a token of a JSON Web Token', () => {
  const verify: VerifyScheme[] = [
    { kind: 'jwt', algorithmField: 'jwtAlgorithm', secretField: 'secret' },
  ];
  const encode = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const secret = 'a secret for tokens';
  const token = (alg: string, claims: object, sign: (text: string) => string): string => {
    const text = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
    return `Bearer ${text}.${sign(text)}`;
  };
  const hmac = (text: string): string =>
    createHmac('sha256', secret).update(text).digest('base64url');
  const send = (authorization: string, values: JsonObject = { secret }): Promise<string> =>
    judge({ authorization }, { verify, connection: values });

  it('proves its sender until it expires', async () => {
    expect(await send(token('HS256', { exp: 1_700_000_000 }, hmac))).toBe('event');
    expect(await send(token('HS256', { exp: 1_699_999_000 }, hmac))).toBe(
      '401 the token has expired',
    );
    expect(await send(token('HS256', { nbf: 1_700_009_000 }, hmac))).toBe(
      '401 the token is not valid yet',
    );
    expect(await send(token('HS256', {}, () => hmac('other')))).toMatch(/signature is wrong/);
    expect(await send('Bearer x')).toMatch(/holds no token/);
    expect(await judge({}, { verify, connection: { secret } })).toMatch(
      /"authorization" is missing/,
    );
  });

  it('SIG-8: never chooses its own algorithm', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const pem = String(publicKey.export({ format: 'pem', type: 'spki' }));
    const rsa = (text: string) =>
      createSign('sha256').update(text).sign(privateKey).toString('base64url');
    const withPem = (text: string) => createHmac('sha256', pem).update(text).digest('base64url');
    const values = { secret: pem, jwtAlgorithm: 'RS256' };

    expect(await send(token('RS256', {}, rsa), values)).toBe('event');
    expect(await send(token('HS256', {}, withPem), values)).toMatch(/algorithm is not RS256/);
    expect(
      await send(
        token('none', {}, () => 'x'),
        values,
      ),
    ).toMatch(/algorithm is not RS256/);
    expect(await send(token('RS256', {}, rsa), { ...values, secret: 'no key' })).toMatch(
      /signature is wrong/,
    );
  });
});

describe('what an owner describes', () => {
  const basic: VerifyScheme[] = [{ kind: 'basic', userField: 'user', passwordField: 'password' }];
  const described: VerifyScheme[] = [{ kind: 'described_signature' }];
  const hex = (text: string, secret = 'shhh') =>
    createHmac('sha256', secret).update(text).digest('hex');

  it('is a user and a password', async () => {
    const values = { user: 'anna', password: 'p:w' };
    const send = (text: string) =>
      judge(
        { authorization: `Basic ${Buffer.from(text).toString('base64')}` },
        { verify: basic, connection: values },
      );

    expect(await send('anna:p:w')).toBe('event');
    expect(await send('anna:p')).toBe('401 the user or the password is wrong');
    expect(
      await judge({ authorization: 'Basic ~' }, { verify: basic, connection: values }),
    ).toMatch(/not Basic/);
  });

  it('is a signature with a time and an id', async () => {
    const values = {
      secret: 'shhh',
      signatureHeader: 'X-Sig',
      prefix: 'sig=',
      signedText: '{ts}:{id}:{body}',
      timestampHeader: 'X-Time',
      idHeader: 'X-Id',
    };
    const send = (signature: string) =>
      judge(
        { 'x-sig': signature, 'x-time': ts, 'x-id': 'i1' },
        { verify: described, connection: values },
      );

    expect(await send(`sig=${hex(`${ts}:i1:${body}`)}`)).toBe('event');
    expect(await send(`sig=${hex(`${ts}:i2:${body}`)}`)).toMatch(/signature is wrong/);
    expect(await send(hex(`${ts}:i1:${body}`))).toMatch(/does not begin with "sig="/);
  });

  it.each([
    { signedText: '{ts}', timestampHeader: 'x-time' },
    { signedText: '{ts}.{body}' },
    { signatureHeader: '' },
  ])('takes nothing when it would not vouch for the body: %j', async (values) => {
    const all = { secret: 'shhh', signatureHeader: 'x-sig', ...values };
    const headers = { 'x-sig': hex(ts), 'x-time': ts };

    expect(await judge(headers, { verify: described, connection: all })).toMatch(/^401/);
  });
});

describe('the list of addresses', () => {
  const send = async (allowedAddresses: string, address: string | null) =>
    reasonOf(await take(aRequest({ body: '{}', address }), { settings: { allowedAddresses } }));

  it.each([
    ['203.0.113.0/24, 2001:db8::/32', '203.0.113.7', true],
    ['203.0.113.0/24, 2001:db8::/32', '::ffff:203.0.113.7', true],
    ['203.0.113.0/24\n2001:db8::/32', '2001:db8::1', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.7', null, false],
    ['203.0.113.7/33', '203.0.113.7', false],
    ['everybody', '203.0.113.7', false],
    ['', '203.0.113.7', true],
  ])('%j and %j: %j', async (list, address, isTaken) => {
    expect(await send(list, address)).toMatch(isTaken ? /^event$/ : /^401 the (?:address|list)/);
  });
});
