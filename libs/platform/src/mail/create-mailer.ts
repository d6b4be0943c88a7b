import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Door } from '../outbound/create-door.js';
import { buildMessage, type BuiltMessage, type MailMessage } from './build-message.js';
import type { SmtpSettings } from './connection-settings.js';
import { openSession, type SmtpSession } from './open-session.js';
import { translateMailError, type Progress } from './translate-mail-error.js';

export type Mailer = {
  send: (mail: {
    smtp: SmtpSettings;
    message: MailMessage;
    timeoutMs: number;
  }) => Promise<{ messageId: string; response: string; rejected: string[] }>;
  /** Connects and logs in, sends nothing. */
  verify: (smtp: SmtpSettings, timeoutMs?: number) => Promise<void>;
};

const verifyTimeoutMs = 20_000;

/** Sends mail over SMTP, through the door. */
export function createMailer(door: Door): Mailer {
  return {
    async send({ smtp, message, timeoutMs }) {
      const built = await buildMessage(message, smtp.fromAddress);
      const info = await inSession({ door, smtp, timeoutMs }, (session, progress) =>
        transmit(session, { built, progress }),
      );
      return {
        messageId: message.messageId,
        response: info.response,
        rejected: info.rejected,
      };
    },
    verify: (smtp, timeoutMs = verifyTimeoutMs) =>
      inSession({ door, smtp, timeoutMs }, () => Promise.resolve()),
  };
}

/** Opens a session, works in it within the time, and closes it whatever happens. */
async function inSession<Result>(
  { door, smtp, timeoutMs }: { door: Door; smtp: SmtpSettings; timeoutMs: number },
  work: (session: SmtpSession, progress: Progress) => Promise<Result>,
): Promise<Result> {
  const progress: Progress = { stage: 'connect', isWholeMessageSent: false, isLate: false };
  const endMs = performance.now() + timeoutMs;
  let session: SmtpSession | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const opened = await openSession({ door, smtp, timeoutMs });
    session = opened;
    timer = setTimeout(() => {
      progress.isLate = true;
      opened.fail(new Error('The time is over.'));
    }, endMs - performance.now());
    await opened.greet();
    progress.stage = 'login';
    await opened.login();
    const result = await work(opened, progress);
    opened.quit();
    return result;
  } catch (error) {
    session?.close();
    throw translateMailError(error, progress);
  } finally {
    clearTimeout(timer);
  }
}

function transmit(
  session: SmtpSession,
  { built, progress }: { built: BuiltMessage; progress: Progress },
): Promise<SMTPConnection.SentMessageInfo> {
  progress.stage = 'recipients';
  return session.send(built, () => {
    progress.stage = 'message';
    progress.isWholeMessageSent = true;
  });
}
