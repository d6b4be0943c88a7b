import type { Column } from '@hookline/contract';
import { EntitySchema } from 'typeorm';

export type DataTableRow = {
  workspaceId: string;
  id: string;
  name: string;
  columns: Column[];
  createdAt: Date;
};

export const dataTableEntity = new EntitySchema<DataTableRow>({
  name: 'DataTable',
  tableName: 'data_tables',
  columns: {
    workspaceId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    columns: { type: 'jsonb' },
    createdAt: { type: 'timestamptz', createDate: true },
  },
});
