import type { FlowState } from '@hookline/contract';
import { EntitySchema } from 'typeorm';

export type FlowRow = {
  workspaceId: string;
  id: string;
  name: string;
  state: FlowState;
  /** A flow document; parsed when it leaves this room. */
  draft: object;
  draftRevision: number;
  publishedVersionId: string | null;
  /** A catcher: no flow, only an address that shows what comes. */
  catches: boolean;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
};

export const flowEntity = new EntitySchema<FlowRow>({
  name: 'Flow',
  tableName: 'flows',
  columns: {
    workspaceId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    state: { type: 'text' },
    draft: { type: 'json' },
    draftRevision: { type: 'integer' },
    publishedVersionId: { type: 'uuid', nullable: true },
    catches: { type: 'boolean', default: false },
    createdAt: { type: 'timestamptz', createDate: true },
    updatedAt: { type: 'timestamptz', updateDate: true },
    deletedAt: { type: 'timestamptz', deleteDate: true, nullable: true },
  },
});
