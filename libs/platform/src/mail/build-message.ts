import MailComposer from 'nodemailer/lib/mail-composer';
import { MailInvalid } from './mail-errors.js';
import { parseOneAddress } from './parse-one-address.js';

export type MailMessage = {
  to: readonly string[];
  subject: string;
  text?: string;
  html?: string;
  /** With its angle brackets; the same at every try. */
  messageId: string;
  replyTo?: string;
  fromName?: string;
};

export type BuiltMessage = { from: string; to: string[]; raw: Buffer };

const maxRecipients = 50;
const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * The bytes of a mail and its envelope. Built field by field, from text only: an object that came
 * out of a mapping could name a file to read or an address to add.
 */
export async function buildMessage(
  message: MailMessage,
  fromAddress: string,
): Promise<BuiltMessage> {
  const from = oneAddress(fromAddress, 'sender');
  const to = recipients(message.to);
  const { text, html } = message;
  const composer = new MailComposer({
    from: { name: oneLine(message.fromName ?? '', 'name of the sender'), address: from },
    to: to.map((address) => ({ name: '', address })),
    ...(message.replyTo === undefined
      ? {}
      : { replyTo: { name: '', address: oneAddress(message.replyTo, 'reply address') } }),
    subject: oneLine(message.subject, 'subject'),
    messageId: messageId(message.messageId),
    ...(html === undefined ? {} : { html: onlyText(html, 'HTML body') }),
    ...(text === undefined && html !== undefined
      ? {}
      : { text: onlyText(text ?? '', 'text body') }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { from, to, raw: await composer.compile().build() };
}

function recipients(to: readonly string[]): string[] {
  if (!Array.isArray(to) || to.length === 0)
    throw new MailInvalid('The mail has no recipient.', 'mail_no_recipient');
  if (to.length > maxRecipients)
    throw new MailInvalid(
      `The mail has more than ${maxRecipients} recipients.`,
      'mail_many_recipients',
    );
  return [...new Set(to.map((address) => oneAddress(address, 'recipient')))];
}

function oneAddress(text: string, what: string): string {
  const address = parseOneAddress(text);
  if (address === null)
    throw new MailInvalid(`The ${what} must be exactly one mail address.`, 'mail_address');
  return address;
}

function messageId(text: string): string {
  if (!/^<[\w.+=$-]{1,120}@[a-z0-9.-]{1,120}>$/i.test(text))
    throw new MailInvalid('The message id must look like <id@domain>.', 'mail_invalid');
  return text;
}

function onlyText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new MailInvalid(`The ${what} must be text.`, 'mail_invalid');
  return value;
}

const oneLine = (value: unknown, what: string) =>
  onlyText(value, what).replace(controls, ' ').trim();
