import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An entry of a flood stands for many requests that were told to come later, and the ledger counts them all. */
export class CountWhatAnEntryStandsFor1764079202000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null: for itself, as every request that was judged.
      ALTER TABLE events ADD COLUMN stands_for integer;
    `);
  }

  async down(): Promise<void> {
    throw new Error('how many requests an entry stands for is not found out a second time');
  }
}
