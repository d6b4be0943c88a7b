import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies behind the error of a connection, for pages that tell it in a language of their own. */
export class TellWhyConnectionsFail1764053600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE connections ADD COLUMN why jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE connections DROP COLUMN why');
  }
}
