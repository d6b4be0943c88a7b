import { EntitySchema } from 'typeorm';

/** A mail that was kept here because no mail server is connected. */
export type CaughtMailRow = {
  workspaceId: string;
  id: string;
  fromAddress: string;
  toAddresses: string[];
  subject: string;
  textBody: string | null;
  htmlBody: string | null;
  messageId: string;
  runId: string | null;
  createdAt: Date;
};

export const caughtMailEntity = new EntitySchema<CaughtMailRow>({
  name: 'CaughtMail',
  tableName: 'outbox_messages',
  columns: {
    workspaceId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    fromAddress: { type: 'text' },
    toAddresses: { type: 'text', array: true },
    subject: { type: 'text' },
    textBody: { type: 'text', nullable: true },
    htmlBody: { type: 'text', nullable: true },
    messageId: { type: 'text' },
    runId: { type: 'uuid', nullable: true },
    createdAt: { type: 'timestamptz', createDate: true },
  },
});
