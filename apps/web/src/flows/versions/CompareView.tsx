import { Group, Select, Stack, Title } from '@mantine/core';
import type { FlowVersionView, FlowView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { ChangeList } from './ChangeList.js';
import './Changes.css';
import { CompareTable } from './CompareTable.js';
import { useChanges } from './use-changes.js';

type Chosen = { readonly left: string; readonly right: string };
type Props = {
  flow: FlowView;
  versions: readonly FlowVersionView[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
};

/** Two versions, or one and the draft: what differs in words, then side by side. */
export function CompareView({ flow, versions, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const nameOf = ({ number, name }: FlowVersionView) =>
    [t('flows.version', { number }), name].filter(Boolean).join(' · ');
  const sides = [
    { value: 'draft', label: t('flows.draftSide'), document: flow.draft },
    ...versions.map((one) => ({
      value: String(one.number),
      label: nameOf(one),
      document: one.document,
    })),
  ];
  const [left, right] = [chosen.left, chosen.right].map((value) =>
    sides.find((side) => side.value === value),
  );
  const changes = useChanges(left?.document, right?.document);
  const data = sides.map(({ value, label }) => ({ value, label }));
  return (
    <Stack gap="md" mt="lg">
      <Title order={2}>{t('flows.compareTitle')}</Title>
      <Group>
        <Select
          label={t('flows.compareLeft')}
          data={data}
          allowDeselect={false}
          value={chosen.left}
          onChange={(value) => onChoose({ ...chosen, left: value ?? chosen.left })}
        />
        <Select
          label={t('flows.compareRight')}
          data={data}
          allowDeselect={false}
          value={chosen.right}
          onChange={(value) => onChoose({ ...chosen, right: value ?? chosen.right })}
        />
      </Group>
      {left && right && changes && (
        <>
          <ChangeList changes={changes} />
          <CompareTable
            left={{ name: left.label, document: left.document }}
            right={{ name: right.label, document: right.document }}
            changes={changes}
          />
        </>
      )}
    </Stack>
  );
}
