import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A database that came from a backup runs nothing until a person has said that it may. */
export class AddRestoredMode1763949600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE installation
        -- Since when nothing runs; null when all is as usual.
        ADD COLUMN restored_at timestamptz,
        -- The moment that the backup shows, as long as nothing runs.
        ADD COLUMN backup_taken_at timestamptz,
        ADD CHECK (restored_at IS NULL OR backup_taken_at IS NOT NULL);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE installation DROP COLUMN restored_at, DROP COLUMN backup_taken_at');
  }
}
