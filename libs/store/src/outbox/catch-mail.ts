import { storableText } from '../database/storable-json.js';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

export type MailToCatch = {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly messageId: string;
  readonly runId: string | null;
};

/** Keeps a mail in the built-in outbox, inside the caller's transaction. */
export async function catchMail(scope: Scope, db: Queryable, mail: MailToCatch): Promise<void> {
  const clean = (text: string | null) => text && storableText(text);
  await db.query({
    name: 'catch_mail',
    text: `INSERT INTO outbox_messages (workspace_id, id, from_address, to_addresses, subject, text_body,
                                        html_body, message_id, run_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      scope.workspaceId,
      mail.id,
      clean(mail.from),
      mail.to.map(storableText),
      storableText(mail.subject),
      clean(mail.text),
      clean(mail.html),
      mail.messageId,
      mail.runId,
    ],
  });
}
