import type { EventSummary } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../ui/RelativeTime.js';
import { StateBadge } from '../ui/StateBadge.js';
import { formatBytes } from '../words/format.js';
import { reasonInWords } from './reason-in-words.js';
import { isBodyUnread } from './unread-body.js';

/** A catcher shows what it refuses like all that comes. */
const mayBeRefused: ReadonlySet<EventSummary['state']> = new Set(['rejected', 'captured']);

type Props = { event: EventSummary; isChosen: boolean; onChoose: () => void };

export function EventRow({ event, isChosen, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const body = isBodyUnread(event)
    ? t('inbox.bodyUnread')
    : `${t(`inbox.kind.${event.bodyKind}`)} · ${formatBytes(event.bodyBytes, i18n.language)}`;
  return (
    <button type="button" className="hl-event-row" aria-current={isChosen} onClick={onChoose}>
      <span className="hl-cut" title={event.summary} dir="auto">
        {event.summary || t('inbox.noSummary')}
      </span>
      <StateBadge of="event" state={event.state} />
      <span className="hl-event-row-more hl-cut">
        {event.method}
        {event.path === '' || event.path === '/' ? '' : ` ${event.path}`} · {body}
        {event.isQuarantined && ` · ${t('inbox.inQuarantine')}`}
        {event.sameIdAs !== null && ` · ${t('inbox.hasSameId')}`}
      </span>
      <span className="hl-event-row-more">
        <RelativeTime at={event.receivedAt} />
      </span>
      {mayBeRefused.has(event.state) && event.reason !== null && (
        <span className="hl-event-reason hl-cut" title={reasonInWords(event.reason, t)}>
          {reasonInWords(event.reason, t)}
        </span>
      )}
    </button>
  );
}
