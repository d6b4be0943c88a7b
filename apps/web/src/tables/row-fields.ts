import type { Column, ColumnType, FieldDescription, FieldKind } from '@hookline/contract';

const kinds: Record<ColumnType, FieldKind> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  date_time: 'date_time',
  email: 'email',
  phone: 'phone',
  json: 'json',
};

/** A row's form is drawn like every other: each column is one field. */
export function rowFields(columns: readonly Column[]): readonly FieldDescription[] {
  return columns.map((column) => ({
    key: column.name,
    kind: kinds[column.type],
    label: { en: column.name },
    required: false,
    mappable: false,
  }));
}
