import { Text, Title } from '@mantine/core';
import type { EventView } from '@hookline/contract';
import { IconLockCheck, IconLockOpen, IconLockX, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyLine } from '../ui/CopyLine.js';
import { formatBytes } from '../words/format.js';
import './FieldTable.css';
import { reasonInWords } from './reason-in-words.js';
import { isBodyUnread } from './unread-body.js';

/** What came over the wire around the body: the line, the sender's proof, the query, the headers. */
export function RequestTable({ event }: { event: EventView }) {
  const { t, i18n } = useTranslation();
  const address = event.query === '' ? event.path : `${event.path}?${event.query}`;
  const query = [...new URLSearchParams(event.query)];
  return (
    <>
      <div className="hl-request-line">
        <CopyLine value={`${event.method} ${address || '/'}`} what={t('inbox.request')} />
      </div>
      <Proof event={event} />
      <Text size="sm" c="dimmed" mb="md">
        {isBodyUnread(event)
          ? t('inbox.bodyUnread')
          : `${t(`inbox.kind.${event.bodyKind}`)} · ${formatBytes(event.bodyBytes, i18n.language)}`}
      </Text>
      {query.length > 0 && <Pairs title={t('inbox.query')} pairs={query} />}
      <Pairs title={t('inbox.headerList')} pairs={event.headers} />
    </>
  );
}

const proofIcons = {
  proved: IconLockCheck,
  not_asked: IconLockOpen,
  refused: IconLockX,
  unknown: IconQuestionMark,
} as const;

/** Whether the sender proved who it is; a refusal says why. */
function Proof({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const Icon = proofIcons[event.proof];
  return (
    <div className="hl-proof" data-proof={event.proof}>
      <Icon size={16} aria-hidden />
      <span className="hl-wrap">
        {t(`inbox.proof.${event.proof}`)}
        {event.proof === 'refused' && event.reason !== null && ` ${reasonInWords(event.reason, t)}`}
      </span>
    </div>
  );
}

type PairsProps = { title: string; pairs: readonly (readonly [string, string])[] };

function Pairs({ title, pairs }: PairsProps) {
  return (
    <>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      <table className="hl-fields hl-pairs">
        <caption className="hl-hidden">{title}</caption>
        <colgroup>
          <col className="hl-fields-name" />
          <col />
        </colgroup>
        <tbody>
          {pairs.map(([name, value], index) => (
            <tr key={index}>
              <th scope="row" className="hl-mono">
                {name}
              </th>
              <td className="hl-mono" dir="auto">
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
