import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Door } from '../outbound/create-door.js';
import type { BuiltMessage } from './build-message.js';
import { connectionSettings, hasLogin, type SmtpSettings } from './connection-settings.js';

export type SmtpSession = {
  greet: () => Promise<void>;
  login: () => Promise<void>;
  send: (
    message: BuiltMessage,
    onWholeMessage: () => void,
  ) => Promise<SMTPConnection.SentMessageInfo>;
  /** Ends whatever is under way with this error. */
  fail: (error: Error) => void;
  quit: () => void;
  close: () => void;
};

const pieceBytes = 16_384;
const smtpPorts = [25, 465, 587, 2525];

/** A connection to the checked address of a mail server; the certificate is that of its name. */
export async function openSession({
  door,
  smtp,
  timeoutMs,
}: {
  door: Door;
  smtp: SmtpSettings;
  timeoutMs: number;
}): Promise<SmtpSession> {
  const { socket, address } = await door.connect({
    host: smtp.host,
    port: smtp.port,
    ports: smtpPorts,
    timeoutMs,
  });
  const connection = new SMTPConnection({
    connection: socket,
    ...connectionSettings(smtp, { address, timeoutMs }),
  });
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => undefined);
  connection.on('error', fail);

  /** The library reports by callback, by event, or both. */
  const done = <Value>(start: (end: (error?: Error | null, value?: Value) => void) => void) =>
    Promise.race([
      failed,
      new Promise<Value | undefined>((resolve, reject) => {
        start((error, value) => (error ? reject(error) : resolve(value)));
      }),
    ]);

  return {
    greet: () => done<void>((end) => connection.connect(end)),
    login: () =>
      hasLogin(smtp)
        ? done<void>((end) =>
            connection.login({ user: smtp.user, pass: smtp.password }, (error) => end(error)),
          )
        : Promise.resolve(),
    async send({ from, to, raw }, onWholeMessage) {
      const stream = Readable.from(piecesOf(raw), { objectMode: false });
      stream.once('end', onWholeMessage);
      const info = await done<SMTPConnection.SentMessageInfo>((end) =>
        connection.send({ from, to, size: raw.length }, stream, end),
      );
      if (info === undefined) throw new Error('The server gave no answer.');
      return info;
    },
    fail: (error) => fail(error),
    quit: () => connection.quit(),
    close: () => connection.close(),
  };
}

/** In pieces, so that the end is reached only when nearly all of it is on its way. */
function* piecesOf(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += pieceBytes) yield raw.subarray(at, at + pieceBytes);
}
