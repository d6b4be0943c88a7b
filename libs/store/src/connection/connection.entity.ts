import type { ConnectionView, JsonObject } from '@hookline/contract';
import { EntitySchema } from 'typeorm';

export type ConnectionState = ConnectionView['state'];

/** What a connection is known by; its secrets are sealed and read only by `readSealedConnection`. */
export type ConnectionRow = {
  workspaceId: string;
  id: string;
  app: string;
  name: string;
  state: ConnectionState;
  sealed: Buffer;
  settings: JsonObject;
  secretsSet: string[];
  error: string | null;
  checkedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

export const connectionEntity = new EntitySchema<ConnectionRow>({
  name: 'Connection',
  tableName: 'connections',
  columns: {
    workspaceId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    app: { type: 'text' },
    name: { type: 'text' },
    state: { type: 'text' },
    sealed: { type: 'bytea', select: false },
    settings: { type: 'jsonb' },
    secretsSet: { type: 'text', array: true },
    error: { type: 'text', nullable: true },
    checkedAt: { type: 'timestamptz', nullable: true },
    createdAt: { type: 'timestamptz', createDate: true },
    updatedAt: { type: 'timestamptz', updateDate: true },
  },
});
