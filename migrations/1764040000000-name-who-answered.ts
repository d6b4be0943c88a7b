import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who said whether an effect with an unknown outcome had happened. */
export class NameWhoAnswered1764040000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE step_attempts ADD COLUMN answered_by text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE step_attempts DROP COLUMN answered_by`);
  }
}
