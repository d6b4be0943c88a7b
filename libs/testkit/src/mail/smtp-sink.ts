import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { waitFor } from '../wait-for.js';

export type SunkMail = {
  mailFrom: string;
  rcptTo: string[];
  /** The message as sent, dots undone. */
  raw: Buffer;
  mail: Email;
  user: string | undefined;
};

/** `drop`: takes the whole message, then cuts the line before its 250. `hang`: never gives the 250. */
export type SinkMode =
  | { mode: 'ok' }
  | { mode: 'defer' | 'refuse'; at: 'connect' | 'mail' | 'rcpt' | 'data'; times?: number }
  | { mode: 'drop'; at: 'rcpt' | 'data'; times?: number }
  | { mode: 'hang'; times?: number };

export type SmtpSink = Awaited<ReturnType<typeof smtpSink>>;

/**
 * A real SMTP server that keeps what it gets. With `auth` it demands that user and password; with
 * `isSecure` it speaks TLS from the first byte, with a certificate that nobody vouches for.
 */
export async function smtpSink(
  options: { auth?: { user: string; password: string }; isSecure?: boolean } = {},
) {
  const mails: SunkMail[] = [];
  const sockets = new Map<string, Socket>();
  let commands = '';
  let mode: SinkMode = { mode: 'ok' };

  /** The fault due at this stage, if any; undefined means: go on. */
  function faultAt(stage: 'connect' | 'mail' | 'rcpt' | 'data') {
    const now = mode;
    if (now.mode === 'ok' || (now.mode === 'hang' ? stage !== 'data' : now.at !== stage)) return;
    if (now.times !== undefined)
      mode = now.times > 1 ? { ...now, times: now.times - 1 } : { mode: 'ok' };
    return now.mode;
  }
  function answer(
    stage: 'connect' | 'mail' | 'rcpt' | 'data',
    { sessionId, done }: { sessionId: string; done: (error?: Error | null) => void },
  ) {
    const fault = faultAt(stage);
    if (fault === 'hang') return;
    if (fault === 'drop') return void sockets.get(sessionId)?.destroy();
    if (fault === undefined) return done();
    const responseCode = fault === 'defer' ? 451 : 550;
    done(Object.assign(new Error(`${fault} at ${stage}`), { responseCode }));
  }

  const settings: SMTPServerOptions = {
    secure: options.isSecure ?? false,
    disabledCommands: ['STARTTLS', ...(options.auth === undefined ? ['AUTH'] : [])],
    authOptional: options.auth === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: 50_000_000,
    closeTimeout: 100,
    onAuth(given, _session, done) {
      const { user, password } = options.auth ?? { user: '', password: '' };
      if (given.username === user && given.password === password) return done(null, { user });
      return done(new Error('wrong user or password'));
    },
    onConnect: ({ id }, done) => answer('connect', { sessionId: id, done }),
    onMailFrom: (_address, { id }, done) => answer('mail', { sessionId: id, done }),
    onRcptTo: (_address, { id }, done) => answer('rcpt', { sessionId: id, done }),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void PostalMime.parse(raw).then((mail) => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          const to = rcptTo.map(({ address }) => address);
          if (mode.mode !== 'defer' && mode.mode !== 'refuse')
            mails.push({ mailFrom: from, rcptTo: to, raw, mail, user: session.user });
          answer('data', { sessionId: session.id, done });
        });
      });
    },
  };
  const server = new SMTPServer(settings);
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    socket.on('data', (chunk) => (commands += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    setImmediate(() => {
      for (const { id, _socket } of openConnections(server)) sockets.set(id, _socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;

  return {
    host: '127.0.0.1',
    port,
    mails,
    /** Everything clients have said, byte for byte. */
    commands: () => commands,
    behave: (next: SinkMode) => {
      mode = next;
    },
    until: (condition: (mails: readonly SunkMail[]) => boolean, { timeoutMs = 10_000 } = {}) =>
      waitFor(() => condition(mails), {
        what: `the SMTP sink gets the expected mails; it has ${mails.length}`,
        timeoutMs,
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The library keeps its connections in a public set that its types do not mention. */
const openConnections = (server: SMTPServer) =>
  (server as unknown as { connections: Set<{ id: string; _socket: Socket }> }).connections;
