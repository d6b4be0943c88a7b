import { EntitySchema } from 'typeorm';

/** A flow's address. A flow has one that is not revoked. */
export type HookRow = {
  tokenSha256: Buffer;
  token: string;
  workspaceId: string;
  flowId: string;
  createdAt: Date;
  revokedAt: Date | null;
};

export const hookEntity = new EntitySchema<HookRow>({
  name: 'Hook',
  tableName: 'hooks',
  columns: {
    tokenSha256: { type: 'bytea', primary: true, name: 'token_sha256' },
    token: { type: 'text' },
    workspaceId: { type: 'uuid' },
    flowId: { type: 'uuid' },
    createdAt: { type: 'timestamptz', createDate: true },
    revokedAt: { type: 'timestamptz', nullable: true },
  },
});
