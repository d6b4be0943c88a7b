import { Button, CloseButton, Group, Select, Text } from '@mantine/core';
import { helperCatalogue } from '@hookline/mapping';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../words/use-language.js';
import { HelperForm } from './HelperForm.js';
import './PillEditor.css';
import { plainSummary } from './plain-summary.js';
import { readCalls, writeCalls, type PillCall, type PillCalls } from './pill-calls.js';
import { useLookOfPill } from './use-look-of-pill.js';

type Props = {
  inner: string;
  /** Null takes the pill out. */
  onChange: (inner: string | null) => void;
  onText: () => void;
  onClose: () => void;
};

/** One pill without its syntax: the field, what is done with it, and what comes out for the chosen event. */
export function PillEditor({ inner, onChange, onText, onClose }: Props) {
  const { t } = useTranslation();
  const { namePath } = useLanguage();
  const pill = readCalls(inner);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div className="hl-pill-editor" onKeyDown={onKeyDown} data-testid="pill-editor">
      <Group justify="space-between" wrap="nowrap">
        <strong className="hl-cut">{pill ? namePath(pill.path) : t('editor.pill.byHand')}</strong>
        <CloseButton size="sm" aria-label={t('common.close')} onClick={onClose} />
      </Group>
      {pill && <Steps pill={pill} onChange={(next) => onChange(writeCalls(next))} />}
      <Result inner={inner} />
      <Group gap="xs">
        <Button size="compact-xs" variant="subtle" onClick={onText}>
          {t('editor.pill.asText')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="red"
          onClick={() => {
            onChange(null);
            onClose();
          }}
        >
          {t('editor.pill.remove')}
        </Button>
      </Group>
    </div>
  );
}

function Steps({ pill, onChange }: { pill: PillCalls; onChange: (next: PillCalls) => void }) {
  const { t, i18n } = useTranslation();
  const { calls } = pill;
  const data = helperCatalogue.map(({ name, summary }) => ({
    value: name,
    label: plainSummary(summary, i18n.language),
  }));
  const put = (index: number, next: PillCall | null) =>
    onChange({
      ...pill,
      calls: calls.flatMap((call, at) => (at === index ? (next ?? []) : call)),
    });
  return (
    <>
      {calls.map((call, index) => (
        <HelperForm
          key={index}
          call={call}
          onChange={(next) => put(index, next)}
          onRemove={() => put(index, null)}
        />
      ))}
      <Select
        size="xs"
        searchable
        data={data}
        value={null}
        aria-label={t('editor.pill.add')}
        placeholder={t('editor.pill.add')}
        comboboxProps={{ withinPortal: false }}
        maxDropdownHeight={220}
        onChange={(helper) => {
          if (helper === null) return;
          const args = helper === 'lookupTable' ? ['""', '""'] : [];
          onChange({ ...pill, calls: [...calls, { helper, args, named: {} }] });
        }}
      />
    </>
  );
}

function Result({ inner }: { inner: string }) {
  const { t } = useTranslation();
  const { sample, tone } = useLookOfPill()(inner);
  return (
    <Text size="sm" className="hl-pill-result" data-tone={tone} data-testid="pill-result">
      {t('editor.pill.result')} <span className="hl-mono">{sample}</span>
    </Text>
  );
}
