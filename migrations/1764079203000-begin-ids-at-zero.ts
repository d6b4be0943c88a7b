import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ids tell times from 1970 to 10889: the least one of an earlier instant is the first there is, and that of a later
 * one the last. It was an error, or an id in between.
 */
export class BeginIdsAtZero1764079203000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
        SELECT (lpad(to_hex(least(greatest(floor(extract(epoch FROM at) * 1000), 0), 281474976710655)::bigint), 12, '0')
                || repeat('0', 20))::uuid
      $$
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
        SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0')
                || repeat('0', 20))::uuid
      $$
    `);
  }
}
