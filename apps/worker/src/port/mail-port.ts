import {
  NeedsReconnect,
  Rejected,
  Unavailable,
  type Mail,
  type SmtpServer,
  type Why,
} from '@hookline/connector-kit';
import {
  DoorBlocked,
  MailDeferred,
  type MailError,
  MailInvalid,
  MailRefused,
  MailUnknown,
  MailUnreachable,
  uuidv7,
  type Mailer,
  type SmtpSettings,
  type TargetOutcome,
  type Targets,
} from '@hookline/platform';
import { catchMail, type Queryable, type Scope } from '@hookline/store/work';
import { enterTarget } from './enter-target.js';

export type MailPlace = {
  readonly scope: Scope;
  readonly db: Queryable;
  readonly runId: string | null;
  /** The Message-ID is made of it, so that every try of a step sends the same message. */
  readonly idempotencyKey: string;
  readonly timeoutMs: number;
  /** `null`: somebody waits for the answer. */
  readonly targets: Targets | null;
};

/** Mails without a mail server come from this address; they never leave the outbox. */
const outboxSender = 'outbox@hookline.local';

/** The doorway from a connector's mail to the mailer of the process, or to the built-in outbox. */
export function createMailPort(mailer: Mailer, place: MailPlace): Mail {
  return {
    send: async (server, message) => {
      const domain = server.fromAddress.split('@').at(-1) ?? 'hookline.local';
      const messageId = `<${place.idempotencyKey}@${domain}>`;
      try {
        const work = () =>
          mailer.send({
            smtp: toSettings(server),
            message: { ...message, messageId },
            timeoutMs: place.timeoutMs,
          });
        await (place.targets === null
          ? work()
          : enterTarget(place.targets, {
              key: `${place.scope.workspaceId} smtp://${server.host}:${server.port}`,
              name: server.host,
              work,
              judge: judgeEnd,
            }));
        return { messageId };
      } catch (error) {
        throw translate(error);
      }
    },
    verify: async (server) => {
      try {
        await mailer.verify(toSettings(server));
      } catch (error) {
        throw translate(error);
      }
    },
    catch: async (message) => {
      const messageId = `<${place.idempotencyKey}@hookline.local>`;
      await catchMail(place.scope, place.db, {
        id: uuidv7(),
        from: outboxSender,
        to: message.to,
        subject: message.subject,
        text: message.text ?? null,
        html: message.html ?? null,
        messageId,
        runId: place.runId,
      });
      return { messageId };
    },
  };
}

function toSettings(server: SmtpServer): SmtpSettings {
  const { user, password, ...rest } = server;
  return user === '' ? rest : { ...rest, user, password };
}

/** A server that refuses or defers a mail is well; one that cannot be reached or breaks off is not. */
function judgeEnd(end: { value: unknown } | { error: unknown }): TargetOutcome {
  if ('value' in end) return 'answered';
  const { error } = end;
  if (error instanceof MailUnreachable || error instanceof MailUnknown) return 'failed';
  return error instanceof MailRefused || error instanceof MailDeferred ? 'answered' : 'none';
}

/** The platform's words for what the mail server did, in the connector's words. */
function translate(error: unknown): unknown {
  if (error instanceof MailRefused && error.stage === 'login') {
    return new NeedsReconnect(error.message, { cause: error, why: whyOfMail(error) });
  }
  if (error instanceof DoorBlocked) {
    return new Rejected(error.message, { cause: error, why: { code: error.fault } });
  }
  if (error instanceof MailRefused || error instanceof MailInvalid) {
    return new Rejected(error.message, { cause: error, why: whyOfMail(error) });
  }
  if (
    error instanceof MailDeferred ||
    error instanceof MailUnreachable ||
    error instanceof MailUnknown
  ) {
    const { message, sent } = error;
    return new Unavailable(message, { sent, cause: error, why: whyOfMail(error) });
  }
  return error;
}

const whyOfMail = ({ fault, about, answer }: MailError): Why => ({
  code: fault,
  ...(about !== undefined && { values: { about } }),
  ...(answer !== undefined && { quote: answer }),
});
