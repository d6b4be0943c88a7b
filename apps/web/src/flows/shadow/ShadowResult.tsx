import { Stack, Text } from '@mantine/core';
import type { FlowView } from '@hookline/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../../api/catalog.js';
import { flowQuery, flowVersionsQuery } from '../../api/flows.js';
import { makeCatalog } from '../../editor/words/catalog.js';
import { Note } from '../../ui/Note.js';
import { useSay } from '../../words/use-say.js';
import type { ShadowSum } from './merge-batches.js';
import { ShadowExamples } from './ShadowExamples.js';
import { countInWords, sumInWords, titleOf, type ShadowKnown } from './shadow-in-words.js';
import './Shadow.css';

/** What would be otherwise: in one sentence, then by effect, then by lead. */
export function ShadowResult({ sum, flow }: { sum: ShadowSum; flow: FlowView }) {
  const { t } = useTranslation();
  const known = useKnown(flow);
  if (known === null) return null;
  if (sum.events === 0) return <Note tone="quiet">{t('shadow.nothingYet')}</Note>;
  const counts = sum.counts.map((count) => countInWords(count, known));
  return (
    <Stack gap="sm" data-testid="shadow-result">
      <Note tone={toneOf(sum)} title={sumInWords(sum, known)}>
        {sum.comparedWith === null ? t('shadow.noLive') : null}
      </Note>
      {counts.length > 0 && (
        <ul className="hl-shadow-counts">
          {counts.map((words) => (
            <li key={words} className="hl-wrap">
              {words}
            </li>
          ))}
        </ul>
      )}
      {sum.assumed.map(({ stepId, events }) => (
        <Text key={stepId} c="dimmed" size="sm">
          {t('shadow.assumed', { step: titleOf(stepId, known), count: events })}
        </Text>
      ))}
      <ShadowExamples examples={sum.examples} known={known} flowId={flow.id} />
    </Stack>
  );
}

function toneOf({ verdicts }: ShadowSum): 'good' | 'care' | 'bad' {
  if (verdicts.fails > 0) return 'bad';
  return verdicts.changed + verdicts.mended > 0 ? 'care' : 'good';
}

function useKnown(given: FlowView): ShadowKnown | null {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery(catalogQuery);
  const flow = useQuery(flowQuery(given.id)).data ?? given;
  const versions = useQuery({
    ...flowVersionsQuery(flow.id),
    enabled: flow.published !== null,
  });
  const live = versions.data?.items.find(({ id }) => id === flow.published?.versionId)?.document;
  if (!data) return null;
  return { t, say, catalog: makeCatalog(data.apps), draft: flow.draft, live };
}
