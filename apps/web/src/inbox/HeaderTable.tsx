import type { EventView } from '@hookline/contract';
import { useTranslation } from 'react-i18next';
import { CopyLine } from '../ui/CopyLine.js';
import './FieldTable.css';

export function HeaderTable({ event }: { event: EventView }) {
  const { t } = useTranslation();
  const address = event.query === '' ? event.path : `${event.path}?${event.query}`;
  return (
    <>
      <div style={{ marginBottom: 12, minWidth: 0 }}>
        <CopyLine value={`${event.method} ${address}`} what={t('inbox.request')} />
      </div>
      <table className="hl-fields">
        <caption className="hl-hidden">{t('inbox.headers')}</caption>
        <colgroup>
          <col className="hl-fields-name" />
          <col />
        </colgroup>
        <tbody>
          {event.headers.map(([name, value], index) => (
            <tr key={index}>
              <th scope="row" className="hl-mono">
                {name}
              </th>
              <td className="hl-mono">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
