import { generateKeyPairSync, sign } from 'node:crypto';

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sha256WithRsa = sequence(Buffer.from('06092a864886f70d01010b', 'hex'), Buffer.from([5, 0]));
const time = (at: Date): Buffer =>
  tagged(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** A certificate of a sender that nobody else knows, good for one day around `at`. */
export function aCertificate(at: Date): { certificate: string; sign: (text: string) => string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const name = sequence(
    tagged(
      0x31,
      sequence(Buffer.from('0603550403', 'hex'), tagged(0x0c, Buffer.from('messages.example'))),
    ),
  );
  const dayMs = 86_400_000;
  const body = sequence(
    tagged(0xa0, Buffer.from([2, 1, 2])),
    Buffer.from([2, 1, 1]),
    sha256WithRsa,
    name,
    sequence(time(new Date(at.getTime() - dayMs)), time(new Date(at.getTime() + dayMs))),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
  );
  const signature = sign('sha256', body, privateKey);
  const der = sequence(
    body,
    sha256WithRsa,
    tagged(3, Buffer.concat([Buffer.from([0]), signature])),
  );
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    sign: (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64'),
  };
}
