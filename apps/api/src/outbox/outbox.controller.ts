import { Controller } from '@nestjs/common';
import { getCaughtMail, listOutbox, type CaughtMail } from '@hookline/contract';
import { findMail, listMails, type MailRecord } from '@hookline/store';
import { ApiError, Asked, Handles, type Reply } from '../http/index.js';
import { readCursor } from '../http/read-cursor.js';
import { Management } from '../management.js';

@Controller()
export class OutboxController {
  constructor(private readonly management: Management) {}

  @Handles(listOutbox)
  async list(
    @Asked() { scope, query }: Asked<typeof listOutbox>,
  ): Promise<Reply<typeof listOutbox>> {
    const asked = { cursor: readCursor(query.cursor), limit: query.limit };
    const page = await listMails(scope, this.management.store, asked);
    return { ...page, items: page.items.map(summarizeMail) };
  }

  @Handles(getCaughtMail)
  async read(
    @Asked() { scope, params }: Asked<typeof getCaughtMail>,
  ): Promise<Reply<typeof getCaughtMail>> {
    const mail = await findMail(scope, this.management.store, params.id);
    if (!mail) throw new ApiError('message_not_found');
    return {
      ...summarizeMail(mail),
      text: mail.textBody,
      html: mail.htmlBody,
      messageId: mail.messageId,
    };
  }
}

function summarizeMail(mail: MailRecord): CaughtMail {
  return {
    id: mail.id,
    from: mail.fromAddress,
    to: [...mail.toAddresses],
    subject: mail.subject,
    createdAt: mail.createdAt.toISOString(),
    runId: mail.runId,
  };
}
