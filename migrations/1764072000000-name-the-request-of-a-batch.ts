import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several events may come in one request, and its bytes are kept with the first of them. */
export class NameTheRequestOfABatch1764072000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The first event of the request, and how many events of this flow came in it; null: it came alone, or
      -- before this was kept.
      ALTER TABLE events ADD COLUMN batch_first_id uuid, ADD COLUMN batch_events integer;
    `);
  }

  async down(): Promise<void> {
    throw new Error('which events came in one request is not found out a second time');
  }
}
