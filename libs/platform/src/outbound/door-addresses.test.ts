import { afterAll, describe, expect, it } from 'vitest';
import { createDoor } from './create-door.js';
import { DoorBlocked, DoorInvalid, DoorUnreachable } from './door-errors.js';

const asked: string[] = [];
const answers = new Map<string, string[]>();
const resolve = (host: string) => {
  asked.push(host);
  const found = answers.get(host);
  return found === undefined
    ? Promise.reject(new Error('ENOTFOUND'))
    : Promise.resolve(found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
};
const strict = createDoor({ allow: [], resolve });
afterAll(() => strict.close());

const call = (url: string, door = strict) =>
  door.request({
    method: 'GET',
    url,
    headers: { 'Metadata-Flavor': 'Google', 'X-aws-ec2-metadata-token': 'x' },
    body: undefined,
    timeoutMs: 2_000,
    maxResponseBytes: 1_000,
  });

const literals = [
  '2130706433',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
  '0',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '169.254.169.254.',
  '0xA9FEA9FE',
  '0251.0376.0251.0376',
  '%31%32%37.0.0.1',
];

const addresses = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.100.100.200'],
  ...['127.0.0.1', '127.255.255.254', '169.254.0.1', '169.254.169.254', '169.254.170.2'],
  ...['172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.0.192', '192.0.2.1', '192.88.99.1'],
  ...['192.168.0.1', '192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.1'],
  ...['203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['168.63.129.16', '192.31.196.1', '192.52.193.1', '192.175.48.1'],
  ...['::', '::1', '::7f00:1', '::a00:1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b:1::a00:1', '100::1', '2001::1', '2001:2::1', '2001:10::1'],
  ...['2001:20::1', '2001:db8::1', '2002:7f00:1::', '2002:a00:1::1', '2620:4f:8000::1'],
  ...['3fff::1', '4000::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fd20:ce::254', 'fe80::1'],
  ...['febf::1', 'fec0::1', 'ff02::1', 'ff0e::1', '8000::1', 'e000::1'],
];

describe('SS-1: an address in disguise', () => {
  it.each(literals)('is blocked, and no name server is asked: %s', async (host) => {
    asked.length = 0;

    await expect(call(`http://${host}/`)).rejects.toBeInstanceOf(DoorBlocked);
    await expect(call(`https://${host}:8443/`)).rejects.toBeInstanceOf(DoorBlocked);
    expect(asked).toEqual([]);
  });

  it.each(['http://user@127.0.0.1/', 'http://127.0.0.1:80\\@evil.test/', 'http://a:b@8.8.8.8/'])(
    'does not get in through the user part: %s',
    async (url) => {
      const error = await call(url).catch((reason: unknown) => reason);
      expect(error instanceof DoorBlocked || error instanceof DoorInvalid).toBe(true);
    },
  );
});

describe('SS-2: a special or private range', () => {
  it.each(addresses)('is blocked as a literal and as an answer: %s', async (address) => {
    const host = address.includes(':') ? `[${address}]` : address;
    answers.set('target.test', [address]);
    const door = createDoor({ allow: [], resolve });

    await expect(call(`http://${host}/`, door)).rejects.toBeInstanceOf(DoorBlocked);
    await expect(call('http://target.test/', door)).rejects.toBeInstanceOf(DoorBlocked);
  });

  it.each(['1.1.1.1', '8.8.8.8', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    'a public address passes: %s',
    async (address) => {
      answers.set('public.test', [address]);
      const door = createDoor({ allow: [], resolve });
      expect(await door.checkHost('public.test', 443)).toMatchObject({ address });
    },
  );
});

describe('SS-3: a name of our own network', () => {
  it.each(['localhost', 'localhost.', 'LOCALHOST', 'a.localhost'])(
    'is blocked: %s',
    async (host) => {
      const real = createDoor({ allow: [] });
      await expect(call(`http://${host}/`, real)).rejects.toBeInstanceOf(DoorBlocked);
    },
  );

  it.each(['metadata.google.internal', 'redis', 'postgres', 'printer.local', 'db.corp'])(
    'is blocked, whether it exists or not: %s',
    async (host) => {
      await expect(call(`http://${host}/`)).rejects.toBeInstanceOf(DoorBlocked);
      answers.set(host, ['10.1.2.3']);
      const door = createDoor({ allow: [], resolve });
      await expect(call(`http://${host}/`, door)).rejects.toBeInstanceOf(DoorBlocked);
      answers.set(host, ['8.8.8.8']);
      const other = createDoor({ allow: [], resolve });
      await expect(call(`http://${host}/`, other)).rejects.toBeInstanceOf(DoorBlocked);
      answers.delete(host);
    },
  );

  it('is blocked when a public name leads to it, as those of wildcard name servers do', async () => {
    answers.set('127.0.0.1.nip.test', ['127.0.0.1']);
    await expect(call('http://127.0.0.1.nip.test/')).rejects.toBeInstanceOf(DoorBlocked);
  });

  it('a public name without an address is merely not reachable', async () => {
    await expect(call('http://no-such-host.test/')).rejects.toBeInstanceOf(DoorUnreachable);
  });
});

describe('SS-4: a name server that lies', () => {
  it.each([
    [['93.184.215.14', '10.0.0.1']],
    [['93.184.215.14', '::1']],
    [[...Array.from({ length: 99 }, (_, index) => `93.184.215.${index + 1}`), '192.168.1.1']],
    [['93.184.215.14', 'not-an-address']],
    [[]],
  ])('is refused for one bad answer among good ones (case %#)', async (given) => {
    answers.set('mixed.test', given);
    const door = createDoor({ allow: [], resolve });
    await expect(call('http://mixed.test/', door)).rejects.toBeInstanceOf(DoorBlocked);
  });
});

describe('SS-6: another scheme', () => {
  it.each([
    'file:///etc/passwd',
    'data:text/plain,x',
    'ftp://93.184.215.14/',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'unix:/var/run/docker.sock',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
    'javascript:alert(1)',
    '\\\\server\\share',
    '//169.254.169.254/',
    'http://',
    'http://[::1',
    `http://example.test/${'a'.repeat(20_000)}`,
    '',
  ])('is refused before anything is resolved: %s', async (url) => {
    asked.length = 0;
    await expect(call(url)).rejects.toBeInstanceOf(DoorInvalid);
    expect(asked).toEqual([]);
  });
});

describe('SS-7: a port', () => {
  it.each([0, 1, 22, 25, 81, 445, 587, 1023, 2375, 3306, 5432, 6379, 11_211])(
    'that is not for HTTP is blocked: %i',
    async (port) => {
      await expect(call(`http://8.8.8.8:${port}/`)).rejects.toBeInstanceOf(DoorBlocked);
    },
  );

  it.each([80, 443, 1024, 3000, 8443, 65_535])('of a web server passes: %i', async (port) => {
    expect(await strict.checkHost('8.8.8.8', port)).toEqual({ address: '8.8.8.8', family: 4 });
  });
});

describe('SS-11: a blocked target', () => {
  it('gets the same text, whatever the reason', async () => {
    answers.set('private.test', ['10.0.0.1']);
    const urls = ['http://127.0.0.1/', 'http://10.0.0.1:22/', 'http://8.8.8.8:22/'];
    const errors = await Promise.all(
      [...urls, 'http://private.test/', 'http://redis/', 'http://169.254.169.254/'].map((url) =>
        call(url).catch((error: unknown) => String(error)),
      ),
    );
    expect(new Set(errors).size).toBe(1);
    expect(errors[0]).not.toMatch(/127|10\.0|22/);
  });
});

describe('SS-13: an allowed network', () => {
  const door = createDoor({
    allow: ['10.0.0.0/8', '169.254.0.0/16', 'crm.internal', 'box.test:8080', '127.0.0.1:9000'],
    resolve,
  });

  it('opens itself, on any port, and nothing beside it', async () => {
    expect(await door.checkHost('10.1.2.3', 22)).toMatchObject({ address: '10.1.2.3' });
    await expect(door.checkHost('11.0.0.1', 22)).rejects.toBeInstanceOf(DoorBlocked);
    await expect(door.checkHost('192.168.0.1', 80)).rejects.toBeInstanceOf(DoorBlocked);
    await expect(door.checkHost('::ffff:10.1.2.3', 80)).rejects.toBeInstanceOf(DoorBlocked);
  });

  it('keeps metadata closed unless it is named alone', async () => {
    await expect(door.checkHost('169.254.169.254', 80)).rejects.toBeInstanceOf(DoorBlocked);
    answers.set('crm.internal', ['169.254.169.254']);
    await expect(door.checkHost('crm.internal', 80)).rejects.toBeInstanceOf(DoorBlocked);
    const named = createDoor({ allow: ['169.254.169.254/32'], resolve });
    expect(await named.checkHost('169.254.169.254', 80)).toBeDefined();
  });

  it('opens a host wherever it leads, and a host:port on that port only', async () => {
    answers.set('crm.internal', ['192.168.7.7']);
    answers.set('box.test', ['192.168.7.8']);
    const fresh = createDoor({ allow: ['crm.internal', 'box.test:8080'], resolve });

    expect(await fresh.checkHost('CRM.internal.', 8081)).toMatchObject({ address: '192.168.7.7' });
    expect(await fresh.checkHost('box.test', 8080)).toMatchObject({ address: '192.168.7.8' });
    await expect(fresh.checkHost('box.test', 80)).rejects.toBeInstanceOf(DoorBlocked);
    await expect(fresh.checkHost('other.internal', 80)).rejects.toBeInstanceOf(DoorBlocked);
    expect(await door.checkHost('127.0.0.1', 9000)).toBeDefined();
    await expect(door.checkHost('127.0.0.1', 9001)).rejects.toBeInstanceOf(DoorBlocked);
  });

  it('lets a local name through to it, though not to a public address', async () => {
    answers.set('erp', ['10.9.9.9']);
    expect(await door.checkHost('erp', 80)).toMatchObject({ address: '10.9.9.9' });
  });

  it('refuses to start with an entry it cannot read', () => {
    expect(() => createDoor({ allow: ['10.0.0.0/99'] })).toThrow(/OUTBOUND_ALLOW/);
  });
});
