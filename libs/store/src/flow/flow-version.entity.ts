import { EntitySchema } from 'typeorm';

/** A published document. Immutable: the database refuses a change. */
export type FlowVersionRow = {
  workspaceId: string;
  id: string;
  flowId: string;
  number: number;
  /** A flow document; parsed when it leaves this room. */
  document: object;
  publishedAt: Date;
  publishedBy: string | null;
};

export const flowVersionEntity = new EntitySchema<FlowVersionRow>({
  name: 'FlowVersion',
  tableName: 'flow_versions',
  columns: {
    workspaceId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    flowId: { type: 'uuid' },
    number: { type: 'integer' },
    document: { type: 'json' },
    publishedAt: { type: 'timestamptz', createDate: true },
    publishedBy: { type: 'text', nullable: true },
  },
});
