import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The token of the owner link is one for the installation: every process derives it from its key and this salt. */
export class OfferTheOwnerLink1764154800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A row as long as there is no owner. No backup has it: a restored database makes another link.
      CREATE TABLE setup_offer (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        salt bytea NOT NULL CHECK (octet_length(salt) = 32),
        created_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE setup_offer');
  }
}
