import { Anchor, Group, SegmentedControl, Text, Title } from '@mantine/core';
import type { getCaughtMail } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../api/endpoint-shape.js';
import { mailQuery } from '../api/outbox.js';
import { Loaded } from '../ui/Loaded.js';
import { RelativeTime } from '../ui/RelativeTime.js';
import './MailPane.css';

type CaughtMailView = ReplyOf<typeof getCaughtMail>;

export function MailPane({ id }: { id: string }) {
  const query = useQuery(mailQuery(id));
  return (
    <Loaded query={query} shape="panel">
      {(mail) => <Mail mail={mail} />}
    </Loaded>
  );
}

function Mail({ mail }: { mail: CaughtMailView }) {
  const { t } = useTranslation();
  return (
    <>
      <Title order={2} className="hl-wrap" dir="auto">
        {mail.subject || t('outbox.noSubject')}
      </Title>
      <dl className="hl-mail-head">
        <dt>{t('outbox.from')}</dt>
        <dd>{mail.from}</dd>
        <dt>{t('outbox.to')}</dt>
        <dd>{mail.to.join(', ')}</dd>
        <dt>{t('outbox.at')}</dt>
        <dd>
          <RelativeTime at={mail.createdAt} />
        </dd>
        {mail.runId !== null && (
          <>
            <dt>{t('shell.searchRun')}</dt>
            <dd>
              <Anchor
                renderRoot={(root) => (
                  <Link to="/runs/$runId" params={{ runId: mail.runId ?? '' }} {...root} />
                )}
              >
                {t('inbox.openRun')}
              </Anchor>
            </dd>
          </>
        )}
      </dl>
      <MailBody mail={mail} />
    </>
  );
}

type View = 'text' | 'html' | 'source';

/** Text first. HTML is shown in a frame that may do nothing: no scripts, no forms, no address of ours. */
function MailBody({ mail }: { mail: CaughtMailView }) {
  const { t } = useTranslation();
  const views: readonly View[] = [
    ...(mail.text === null ? [] : (['text'] as const)),
    ...(mail.html === null ? [] : (['html', 'source'] as const)),
  ];
  const [chosen, setChosen] = useState<View | undefined>(views[0]);
  return (
    <>
      {views.length > 1 && (
        <Group mb="sm">
          <SegmentedControl
            size="xs"
            aria-label={t('outbox.view')}
            value={chosen ?? 'text'}
            onChange={(value) => setChosen(views.find((view) => view === value))}
            data={views.map((view) => ({ value: view, label: t(`outbox.${view}`) }))}
          />
        </Group>
      )}
      {chosen === undefined && <Text c="dimmed">{t('outbox.empty')}</Text>}
      {chosen === 'text' && (
        <pre className="hl-mail-text" dir="auto">
          {mail.text}
        </pre>
      )}
      {chosen === 'source' && <pre className="hl-mail-text hl-mono">{mail.html}</pre>}
      {chosen === 'html' && (
        <iframe
          className="hl-mail-frame"
          sandbox=""
          referrerPolicy="no-referrer"
          title={mail.subject || t('outbox.noSubject')}
          srcDoc={mail.html ?? ''}
        />
      )}
    </>
  );
}
