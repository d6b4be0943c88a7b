import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { isObject, type FieldDescription, type JsonValue } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../ui/RelativeTime.js';
import { isVisible } from '../fields/is-visible.js';
import { useLanguage } from '../words/use-language.js';
import { valueFaultInWords } from '../words/value-fault-in-words.js';
import './PreviewStrip.css';
import type { RenderedInput } from './render-input.js';
import { useSample } from './use-sample.js';
import { kindOf, valueInLine } from './value-in-words.js';

type Props = { fields: readonly FieldDescription[]; rendered: RenderedInput };
type Row = {
  readonly label: string;
  readonly pointer: string;
  readonly value: JsonValue | undefined;
};

/** What will really be sent for the chosen event, value by value, with its type. */
export function PreviewStrip({ fields, rendered }: Props) {
  const { t } = useTranslation();
  const { say } = useLanguage();
  const { event } = useSample();
  const [isOpen, { toggle }] = useDisclosure(true);
  const rows = fields.flatMap((field): Row[] => {
    const value = rendered.values[field.key];
    if (value === undefined || !isVisible(field, rendered.values)) return [];
    const pointer = `/${field.key}`;
    if (field.kind !== 'key_values' || !isObject(value)) {
      return [{ label: say(field.label), pointer, value: field.kind === 'secret' ? '•••' : value }];
    }
    return Object.entries(value).map(([key, one]) => ({
      label: key,
      pointer: `${pointer}/${key}`,
      value: one,
    }));
  });
  if (rows.length === 0) return null;
  return (
    <section className="hl-preview" aria-label={t('editor.preview.title')} data-testid="preview">
      <UnstyledButton className="hl-preview-head" onClick={toggle} aria-expanded={isOpen}>
        <span>
          {t('editor.preview.title')}{' '}
          <span className="hl-preview-for">
            {event ? <RelativeTime at={event.receivedAt} /> : t('editor.preview.bySample')}
          </span>
        </span>
        {isOpen ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <div className="hl-preview-rows">
          <table>
            <tbody>
              {rows.map((row) => (
                <PreviewRow key={row.pointer} row={row} rendered={rendered} />
              ))}
            </tbody>
          </table>
        </div>
      </Collapse>
    </section>
  );
}

function PreviewRow({ row, rendered }: { row: Row; rendered: RenderedInput }) {
  const { t } = useTranslation();
  const fault = rendered.faults.find((one) => one.pointer === row.pointer);
  const faultWords = fault && valueFaultInWords({ ...fault, message: fault.text }, t);
  const kind = kindOf(row.value);
  return (
    <tr data-fault={fault?.kind}>
      <th scope="row" title={row.label}>
        {row.label}
      </th>
      <td className="hl-mono" title={faultWords ?? valueInLine(row.value, 2_000)}>
        {fault?.kind === 'problem' && t('editor.preview.problem')}
        {fault?.kind === 'missing' &&
          (row.value === null || row.value === '') &&
          t('editor.preview.notThere')}
        {fault?.kind !== 'problem' && valueInLine(row.value, 160)}
      </td>
      <td className="hl-preview-kind">{t(`editor.kinds.${kind}`)}</td>
    </tr>
  );
}
