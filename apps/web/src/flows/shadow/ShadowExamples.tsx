import { Anchor, Text } from '@mantine/core';
import type { JsonValue, ShadowChange, ShadowExample, ShadowVerdict } from '@hookline/contract';
import { IconCheck, IconPencil, IconX, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { valueInLine } from '../../editor/preview/value-in-words.js';
import { RelativeTime } from '../../ui/RelativeTime.js';
import { runFaultInWords } from '../../ui/run-fault-in-words.js';
import { fieldOf, titleOf, type ShadowKnown } from './shadow-in-words.js';
import '../versions/Changes.css';

const looks: Record<ShadowVerdict, { icon: Icon; tone: string }> = {
  same: { icon: IconCheck, tone: 'good' },
  changed: { icon: IconPencil, tone: 'care' },
  fails: { icon: IconX, tone: 'bad' },
  mended: { icon: IconCheck, tone: 'good' },
};

type Props = { examples: readonly ShadowExample[]; known: ShadowKnown; flowId: string };

/** Leads that would fare otherwise, each opened to its fields, before and after. */
export function ShadowExamples({ examples, known, flowId }: Props) {
  const { t } = useTranslation();
  if (examples.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t('shadow.examples')}</Text>
      <ul className="hl-shadow-examples" data-testid="shadow-examples">
        {examples.map((example) => (
          <li key={example.eventId}>
            <details>
              <summary>
                <Mark verdict={example.verdict} />
                <span className="hl-cut">{example.summary || t('shadow.nameless')}</span>
                <RelativeTime at={example.receivedAt} />
              </summary>
              <Details example={example} known={known} flowId={flowId} />
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Mark({ verdict }: { verdict: ShadowVerdict }) {
  const { t } = useTranslation();
  const { icon: Shape, tone } = looks[verdict];
  return (
    <span className="hl-state" data-tone={tone}>
      <Shape size={13} stroke={2} aria-hidden />
      <span>{t(`shadow.mark.${verdict}`)}</span>
    </span>
  );
}

type DetailsProps = { example: ShadowExample; known: ShadowKnown; flowId: string };

function Details({ example, known, flowId }: DetailsProps) {
  const { t } = useTranslation();
  const { error, endBefore, endAfter } = example;
  return (
    <div className="hl-shadow-details">
      {error !== null && (
        <p className="hl-wrap">
          {error.stepId !== null && <strong>{titleOf(error.stepId, known)}: </strong>}
          {error.pointer !== null && error.stepId !== null && (
            <>{fieldOf(error.stepId, error.pointer, known)}: </>
          )}
          {runFaultInWords(error, t).words}
        </p>
      )}
      {endBefore !== null && endBefore !== endAfter && (
        <p>
          {t('shadow.ends')}: <del>{t(`shadow.end.${endBefore}`)}</del> <span aria-hidden>→</span>{' '}
          <ins>{t(`shadow.end.${endAfter}`)}</ins>
        </p>
      )}
      <ul>
        {example.changes.map((change) => (
          <Change key={`${change.stepId} ${change.item}`} change={change} known={known} />
        ))}
      </ul>
      {example.runId === null ? (
        <Anchor
          renderRoot={(root) => (
            <Link
              to="/flows/$flowId/inbox"
              params={{ flowId }}
              search={{ event: example.eventId }}
              {...root}
            />
          )}
        >
          {t('shadow.openEvent')}
        </Anchor>
      ) : (
        <RunLink runId={example.runId} />
      )}
      {example.basis === 'shadow' && endBefore !== null && (
        <p className="hl-shadow-quiet">{t('shadow.basisShadow')}</p>
      )}
    </div>
  );
}

function RunLink({ runId }: { runId: string }) {
  const { t } = useTranslation();
  return (
    <Anchor renderRoot={(root) => <Link to="/runs/$runId" params={{ runId }} {...root} />}>
      {t('shadow.openRun')}
    </Anchor>
  );
}

function Change({ change, known }: { change: ShadowChange; known: ShadowKnown }) {
  const { t } = useTranslation();
  return (
    <li className="hl-wrap">
      <strong>{titleOf(change.stepId, known)}</strong> {t(`shadow.kind.${change.kind}`)}
      {change.error && <> ({runFaultInWords(change.error, t).words})</>}
      <ul>
        {change.fields.map(({ pointer, before, after }) => (
          <li key={pointer}>
            {fieldOf(change.stepId, pointer, known)}: <Value value={before} isOld />{' '}
            <span aria-hidden>→</span> <Value value={after} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Value({ value, isOld = false }: { value: JsonValue | undefined; isOld?: boolean }) {
  const { t } = useTranslation();
  const text = valueInLine(value, 400);
  if (text === '') return <em>{t('shadow.nothing')}</em>;
  return isOld ? <del>{text}</del> : <ins>{text}</ins>;
}
