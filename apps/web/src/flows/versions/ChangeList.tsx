import {
  IconArrowsMove,
  IconMinus,
  IconPencil,
  IconPlug,
  IconPlus,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SpokenChange } from '../../editor/words/change-in-words.js';
import './Changes.css';

type Look = { readonly icon: Icon; readonly tone: string };

const looks: Record<SpokenChange['kind'], Look> = {
  added: { icon: IconPlus, tone: 'good' },
  removed: { icon: IconMinus, tone: 'bad' },
  moved: { icon: IconArrowsMove, tone: 'wait' },
  changed: { icon: IconPencil, tone: 'care' },
  renamed: { icon: IconPencil, tone: 'care' },
  source: { icon: IconPlug, tone: 'care' },
  settings: { icon: IconSettings, tone: 'care' },
};

/** What was changed, one thing a line, with values as they were and as they are. */
export function ChangeList({ changes }: { changes: readonly SpokenChange[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return <p className="hl-change-none">{t('flows.change.none')}</p>;
  return (
    <ul className="hl-changes" data-testid="changes">
      {changes.map((change, index) => (
        <li key={index}>
          <ChangeMark kind={change.kind} /> <strong className="hl-wrap">{change.title}</strong>
          {change.values.length > 0 && (
            <ul>
              {change.values.map((value) => (
                <li key={value.label} className="hl-wrap">
                  {value.label}: <Value text={value.before} isOld /> <span aria-hidden>→</span>{' '}
                  <Value text={value.after} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

export function ChangeMark({ kind }: { kind: SpokenChange['kind'] }) {
  const { t } = useTranslation();
  const { icon: Shape, tone } = looks[kind];
  return (
    <span className="hl-state" data-tone={tone}>
      <Shape size={13} stroke={2} aria-hidden />
      <span>{t(`flows.change.kind.${kind}`)}</span>
    </span>
  );
}

function Value({ text, isOld = false }: { text: string; isOld?: boolean }) {
  const { t } = useTranslation();
  if (text === '') return <em>{t('flows.change.nothing')}</em>;
  return isOld ? <del>{text}</del> : <ins>{text}</ins>;
}
