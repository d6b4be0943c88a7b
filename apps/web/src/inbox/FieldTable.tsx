import { Text } from '@mantine/core';
import type { JsonValue, Words } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/CopyButton.js';
import { childrenOf } from '../ui/prune-json.js';
import { useSay } from '../words/use-say.js';
import { flattenPayload } from './flatten-payload.js';
import './FieldTable.css';

type Props = { payload: JsonValue; labels?: Readonly<Record<string, Words>> };

/** What a request carried, one field a line, under the name that its sender's users know. */
export function FieldTable({ payload, labels = {} }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const rows = flattenPayload(payload);
  const known = new Map(Object.entries(labels));
  if (isNothing(payload)) return <Text c="dimmed">{t('inbox.noFields')}</Text>;
  return (
    <table className="hl-fields">
      <caption className="hl-hidden">{t('inbox.fields')}</caption>
      <colgroup>
        <col className="hl-fields-name" />
        <col />
        <col className="hl-fields-copy" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('inbox.field')}</th>
          <th scope="col">{t('inbox.value')}</th>
          <th>
            <span className="hl-hidden">{t('common.copy')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          // A body that is one value alone has no name of its own.
          const label =
            row.path === '' ? t('inbox.wholeBody') : say(known.get(row.key) ?? known.get(row.path));
          const text = typeof row.value === 'string' ? row.value : JSON.stringify(row.value);
          return (
            <tr key={row.path}>
              <th scope="row">
                {label !== '' && <span className="hl-field-label">{label}</span>}
                {row.path !== '' && <span className="hl-mono">{row.path}</span>}
              </th>
              <td dir="auto">
                {text === '' ? <i className="hl-field-empty">{t('inbox.empty')}</i> : text}
              </td>
              <td className="hl-field-copy">
                <CopyButton value={text} what={label || row.path} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const isNothing = (payload: JsonValue): boolean => childrenOf(payload)?.length === 0;
