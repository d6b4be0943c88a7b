import { DoorBlocked, DoorError } from '../outbound/door-errors.js';
import {
  MailDeferred,
  MailRefused,
  MailUnknown,
  MailUnreachable,
  type MailStage,
} from './mail-errors.js';

export type Progress = { stage: MailStage; isWholeMessageSent: boolean; isLate: boolean };

const maxAnswerChars = 500;

/** What a failure of the library means. A word of the server is certain; a lost line may not be. */
export function translateMailError(error: unknown, progress: Progress): Error {
  if (error instanceof DoorBlocked) return error;
  if (error instanceof DoorError) {
    const { message, fault, about } = error;
    return new MailUnreachable(message, fault, { cause: error, about });
  }
  const { code, answer, command, why } = read(error);
  const stage = stageOf(command, progress);
  const options = { cause: error };
  if (code !== null && code >= 500) return new MailRefused(answer, stage, options);
  if (code !== null && code >= 400) return new MailDeferred(answer, stage, options);
  if (progress.isWholeMessageSent)
    return new MailUnknown(
      'The connection was lost before the mail server confirmed the mail. It may have been sent.',
      options,
    );
  if (progress.isLate)
    return new MailUnreachable('The mail server did not answer in time.', 'mail_late', options);
  const reason = why === '' ? '' : ` (${why})`;
  return new MailUnreachable(`The talk with the mail server failed${reason}.`, 'mail_broken', {
    ...options,
    about: why === '' ? undefined : why,
  });
}

function read(error: unknown) {
  const get = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  const [code, answer, command] = [get('responseCode'), get('response'), get('command')];
  const why = get('originalCode') ?? get('code');
  return {
    code: typeof code === 'number' ? code : null,
    answer: typeof answer === 'string' ? printable(answer) : '',
    command: typeof command === 'string' ? command : '',
    why: typeof why === 'string' ? why : '',
  };
}

const printable = (answer: string) =>
  answer.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, maxAnswerChars);

function stageOf(command: string, progress: Progress): MailStage {
  if (command.startsWith('AUTH')) return 'login';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipients';
  return command === 'DATA' ? 'message' : progress.stage;
}
