import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies behind the error of a registration, for pages that tell it in a language of their own. */
export class TellWhyRegistrationsFail1764079200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE registrations ADD COLUMN why jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE registrations DROP COLUMN why');
  }
}
