import { ActionIcon, Button } from '@mantine/core';
import type { CaughtMail } from '@hookline/contract';
import { IconArrowLeft, IconMail } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { outboxQuery } from '../api/outbox.js';
import { rowsOf } from '../api/pages.js';
import '../inbox/InboxPage.css';
import '../inbox/InboxView.css';
import { EmptyState } from '../ui/EmptyState.js';
import { Loaded } from '../ui/Loaded.js';
import { PageHeader } from '../ui/PageHeader.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import { MailPane } from './MailPane.js';

const route = getRouteApi('/inside/outbox');

/** Mails that were caught because no mail server is connected. */
export function OutboxPage() {
  const { t } = useTranslation();
  const { mail } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(outboxQuery);
  const choose = (id?: string) => void navigate({ search: id === undefined ? {} : { mail: id } });
  return (
    <div className="hl-inbox-page">
      <div className="hl-inbox-head" data-chosen={mail !== undefined}>
        <PageHeader title={t('shell.outbox')} lead={t('outbox.lead')} />
      </div>
      <div className="hl-inbox" data-chosen={mail !== undefined}>
        <section className="hl-inbox-list" aria-label={t('outbox.list')}>
          <Loaded query={query}>
            {(data) => <Mails mails={rowsOf(data)} chosen={mail} onChoose={choose} />}
          </Loaded>
          {query.hasNextPage && (
            <Button
              variant="subtle"
              fullWidth
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('common.more')}
            </Button>
          )}
        </section>
        <section className="hl-inbox-event" aria-label={t('outbox.chosen')}>
          {mail === undefined ? (
            <EmptyState icon={IconMail} title={t('outbox.choose')} />
          ) : (
            <>
              <ActionIcon
                variant="subtle"
                color="gray"
                hiddenFrom="md"
                mb="xs"
                aria-label={t('inbox.back')}
                onClick={() => choose()}
              >
                <IconArrowLeft size={18} />
              </ActionIcon>
              <MailPane key={mail} id={mail} />
            </>
          )}
        </section>
      </div>
    </div>
  );
}

type Props = {
  mails: readonly CaughtMail[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
};

function Mails({ mails, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  if (mails.length === 0) {
    return <EmptyState icon={IconMail} title={t('outbox.none')} help={t('outbox.noneHelp')} />;
  }
  return (
    <ul className="hl-event-list">
      {mails.map((mail) => (
        <li key={mail.id}>
          <button
            type="button"
            className="hl-event-row"
            aria-current={mail.id === chosen}
            onClick={() => onChoose(mail.id)}
          >
            <span className="hl-cut" title={mail.subject} dir="auto">
              {mail.subject || t('outbox.noSubject')}
            </span>
            <span className="hl-event-row-more">
              <RelativeTime at={mail.createdAt} />
            </span>
            <span className="hl-event-row-more hl-cut">{mail.to.join(', ')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
