import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import './DataTable.css';

export type ColumnOf<T> = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  readonly isNumber?: boolean;
  /** For a column of buttons: its head is read out but takes no room. */
  readonly isHeadHidden?: boolean;
  /** Left out where there is no room for it. */
  readonly isWideOnly?: boolean;
  /** On a phone it gives its place to the others; what it tells stands elsewhere in the row. */
  readonly isFolded?: boolean;
  /** Never cut: a state is said whole, and buttons stand below each other where there is no room. */
  readonly isWhole?: boolean;
  readonly width?: number | string;
};

type Props<T> = {
  caption: string;
  columns: readonly ColumnOf<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  isChosen?: (row: T) => boolean;
  onMore?: (() => void) | undefined;
  isLoadingMore?: boolean;
};

/** A list of 40-pixel rows; the cells link, so every row can be reached and opened by keyboard. */
export function DataTable<T>(given: Props<T>) {
  const { t } = useTranslation();
  const classOf = ({ isNumber, isWideOnly, isFolded, isWhole }: ColumnOf<T>) =>
    [
      isNumber && 'is-number',
      isWideOnly && 'is-wide-only',
      isFolded && 'is-folded',
      isWhole && 'is-whole',
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <div
      className="hl-table-frame hl-surface"
      tabIndex={0}
      role="region"
      aria-label={given.caption}
    >
      <table className="hl-table">
        <caption className="hl-hidden">{given.caption}</caption>
        <thead>
          <tr>
            {given.columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classOf(column)}
                style={{ width: column.width }}
              >
                <span className={column.isHeadHidden ? 'hl-hidden' : ''}>{column.head}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {given.rows.map((row) => (
            <tr key={given.keyOf(row)} data-chosen={given.isChosen?.(row) ?? false}>
              {given.columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {given.onMore !== undefined && (
        <div className="hl-table-more">
          <Button
            variant="subtle"
            onClick={given.onMore}
            loading={given.isLoadingMore ?? false}
            size="compact-sm"
          >
            {t('common.more')}
          </Button>
        </div>
      )}
    </div>
  );
}
