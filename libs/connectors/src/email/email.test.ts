import type { JsonObject, JsonValue } from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { aCall, recordingPorts, type RecordedPorts } from '../ports.given.js';
import { email } from './email.connector.js';
import { send } from './send.action.js';

const smtp = { host: 'smtp.x.ru', port: '465', fromAddress: 'shop@x.ru', password: 'p', user: 'u' };
const mail = { to: 'a@x.ru', subject: 'Hi', text: 'Hello' };

async function sent(
  input: JsonObject,
  connection: JsonObject | null = null,
): Promise<{ mails: RecordedPorts['mails']; output: JsonValue }> {
  const ports = recordingPorts();
  const output = await send.perform(aCall(ports, input, connection));
  return { mails: ports.mails, output };
}

describe('a mail', () => {
  it('is caught when no server is connected, as part of our own transaction', async () => {
    const { mails, output } = await sent(mail);

    expect(mails).toEqual([{ server: null, message: { ...mail, to: ['a@x.ru'] } }]);
    expect(output).toEqual({ messageId: '<1@test>', to: ['a@x.ru'], isCaught: true });
    expect(send.effect({ hasConnection: false, input: {} })).toBe('local');
  });

  it('goes through the connected server, once', async () => {
    const { mails, output } = await sent({ ...mail, to: ['a@x.ru', 'b@x.ru'] }, smtp);

    expect(mails[0]?.server).toEqual({ ...smtp, port: 465, secure: true });
    expect(output).toMatchObject({ to: ['a@x.ru', 'b@x.ru'], isCaught: false });
    expect(send.effect({ hasConnection: true, input: {} })).toBe('once');
  });

  it('MA-1: has a subject and a sender name of one line each', async () => {
    const { mails } = await sent({ ...mail, subject: 'a\r\nBcc: b\u2028c', fromName: 'x\ny\0' });

    expect(mails[0]?.message).toMatchObject({ subject: 'a Bcc: b c', fromName: 'x y' });
  });

  it.each([
    [{ to: 'b@x.ru\r\nBcc: evil@x.ru' }, '/to'],
    [{ to: '"b@x.ru" <evil@y.ru>' }, '/to'],
    [{ to: { address: 'a@x.ru' } }, '/to'],
    [{ to: '' }, '/to'],
    [{ replyTo: 'a@x.ru, b@x.ru' }, '/replyTo'],
    [{ text: { path: '/etc/passwd' } }, '/text'],
    [{ html: { href: 'http://169.254.169.254' } }, '/html'],
    [{ subject: '' }, '/subject'],
  ])('MA-2 to MA-4: is refused with %j before anything is sent', async (change, pointer) => {
    await expect(sent({ ...mail, ...change })).rejects.toMatchObject({ code: 'rejected', pointer });
  });

  it('MA-6: has no fields but its own', async () => {
    const { mails } = await sent({
      ...mail,
      envelope: { to: 'evil@x.ru' },
      raw: 'x',
      attachments: [],
    });

    expect(Object.keys(mails[0]!.message)).toEqual(['to', 'subject', 'text']);
  });

  it('may be HTML alone', async () => {
    const { mails } = await sent({ to: 'a@x.ru', subject: 'Hi', html: '<p>' });

    expect(mails[0]?.message).toEqual({ to: ['a@x.ru'], subject: 'Hi', html: '<p>' });
  });
});

describe('the connection', () => {
  it('is tried at the server', async () => {
    const { message } = await email.connection!.check({ ...recordingPorts(), connection: smtp });

    expect(message).toContain('smtp.x.ru');
  });

  it.each([{}, { ...smtp, port: 'x' }, { ...smtp, fromAddress: 'no' }])(
    'is refused with %j',
    async (connection) => {
      const tried = email.connection!.check({ ...recordingPorts(), connection });

      await expect(tried).rejects.toMatchObject({ code: 'rejected' });
    },
  );
});
