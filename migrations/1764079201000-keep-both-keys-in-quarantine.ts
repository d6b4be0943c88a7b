import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second key of an event in quarantine, by which its repeats are known once it is released. */
export class KeepBothKeysInQuarantine1764079201000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null for every other event: their keys are known from the start.
      ALTER TABLE events ADD COLUMN dedupe_also text;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE events DROP COLUMN dedupe_also');
  }
}
