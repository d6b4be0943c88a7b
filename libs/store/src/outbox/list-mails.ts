import { LessThan } from 'typeorm';
import { cutPage, type Page } from '../database/cut-page.js';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { caughtMailEntity, type CaughtMailRow } from './caught-mail.entity.js';

export type MailRecord = Readonly<Omit<CaughtMailRow, 'workspaceId'>>;

/** Caught mails, the newest first. */
export async function listMails(
  scope: Scope,
  store: Store,
  asked: { cursor: string | null; limit: number },
): Promise<Page<MailRecord>> {
  const { workspaceId } = scope;
  const rows = await store.getRepository(caughtMailEntity).find({
    where: { workspaceId, ...(asked.cursor === null ? {} : { id: LessThan(asked.cursor) }) },
    order: { id: 'DESC' },
    take: asked.limit + 1,
  });
  return cutPage(rows, asked.limit);
}

export async function findMail(
  scope: Scope,
  store: Store,
  mailId: string,
): Promise<MailRecord | null> {
  if (!isUuid(mailId)) return null;
  const key = { workspaceId: scope.workspaceId, id: mailId };
  return store.getRepository(caughtMailEntity).findOneBy(key);
}
