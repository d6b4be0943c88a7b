import { smtpSink, type SmtpSink } from '@hookline/testkit';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { createDoor } from '../outbound/create-door.js';
import type { MailMessage } from './build-message.js';
import type { SmtpSettings } from './connection-settings.js';
import { createMailer } from './create-mailer.js';

export const aMessage = (more: Partial<MailMessage> = {}): MailMessage => ({
  to: ['b@x.test'],
  subject: 'Новая заявка',
  text: 'Имя: Аня',
  messageId: '<key1@ours.test>',
  ...more,
});

/** A mailer that may reach this machine, and a mail server of its own for each test of the file. */
export function givenMailer() {
  const door = createDoor({ allow: ['127.0.0.1'] });
  const mailer = createMailer(door);
  let sink: SmtpSink;
  beforeEach(async () => {
    sink = await smtpSink();
  });
  afterEach(() => sink.stop());
  afterAll(() => door.close());

  const smtpOf = (more: Partial<SmtpSettings> = {}): SmtpSettings => ({
    host: '127.0.0.1',
    port: sink.port,
    secure: false,
    fromAddress: 'us@ours.test',
    ...more,
  });
  const send = (
    more: Partial<MailMessage> = {},
    smtp: Partial<SmtpSettings> = {},
    timeoutMs = 5_000,
  ) => mailer.send({ smtp: smtpOf(smtp), message: aMessage(more), timeoutMs });
  return { mailer, sink: () => sink, smtpOf, send };
}

export const errorOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );
