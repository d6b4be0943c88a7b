import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may do what, and what they built. Not hot: read by the API, cached by ingest and workers. */
export class CreateAccountsAndFlows1763755200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE installation (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        key_fingerprint text,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO installation DEFAULT VALUES;

      CREATE TABLE workspaces (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        time_zone text NOT NULL DEFAULT 'UTC',
        default_country text NOT NULL DEFAULT 'RU' CHECK (default_country ~ '^[A-Z]{2}$'),
        locale text NOT NULL DEFAULT 'en',
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE users (
        id text PRIMARY KEY,
        name text NOT NULL,
        email text NOT NULL,
        email_verified boolean NOT NULL DEFAULT false,
        image text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX users_email_key ON users (lower(email));

      CREATE TABLE sessions (
        id text PRIMARY KEY,
        token text NOT NULL UNIQUE,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        ip_address text,
        user_agent text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sessions_user_id_idx ON sessions (user_id);

      CREATE TABLE accounts (
        id text PRIMARY KEY,
        account_id text NOT NULL,
        provider_id text NOT NULL,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        password text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX accounts_user_id_idx ON accounts (user_id);

      CREATE TABLE verifications (
        id text PRIMARY KEY,
        identifier text NOT NULL,
        value text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX verifications_identifier_idx ON verifications (identifier);

      CREATE TABLE memberships (
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('owner')),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, user_id)
      );
      CREATE INDEX memberships_user_id_idx ON memberships (user_id);

      CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        user_id text REFERENCES users (id) ON DELETE SET NULL,
        name text NOT NULL,
        prefix text NOT NULL,
        key_sha256 bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz
      );
      CREATE INDEX api_keys_workspace_id_idx ON api_keys (workspace_id, created_at);

      CREATE TABLE connections (
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        app text NOT NULL,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'untested'
          CHECK (state IN ('untested', 'working', 'needs_reconnect')),
        sealed bytea NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}',
        secrets_set text[] NOT NULL DEFAULT '{}',
        error text,
        checked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      );

      CREATE TABLE flows (
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'live', 'paused')),
        -- json, not jsonb: the order in which somebody wrote fields is theirs, and receivers may mind it
        draft json NOT NULL,
        draft_revision integer NOT NULL DEFAULT 1,
        published_version_id uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        PRIMARY KEY (workspace_id, id),
        CHECK (state <> 'live' OR published_version_id IS NOT NULL)
      );

      CREATE TABLE flow_versions (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        flow_id uuid NOT NULL,
        number integer NOT NULL,
        document json NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        published_by text,
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, flow_id, number),
        FOREIGN KEY (workspace_id, flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE
      );

      -- A published version never changes; a run that is pinned to it must find what was published.
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% rows are immutable', TG_TABLE_NAME;
      END $$;
      CREATE TRIGGER flow_versions_are_immutable BEFORE UPDATE ON flow_versions
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- Found by hash, so that a look-up takes the same time for every wrong token.
      CREATE TABLE hooks (
        token_sha256 bytea PRIMARY KEY,
        token text NOT NULL,
        workspace_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz,
        FOREIGN KEY (workspace_id, flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX hooks_flow_id_key ON hooks (workspace_id, flow_id) WHERE revoked_at IS NULL;

      CREATE TABLE data_tables (
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL,
        columns jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id)
      );
      CREATE UNIQUE INDEX data_tables_name_key ON data_tables (workspace_id, lower(name));

      CREATE TABLE table_rows (
        workspace_id uuid NOT NULL,
        table_id uuid NOT NULL,
        id uuid NOT NULL,
        values jsonb NOT NULL,
        run_id uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (workspace_id, table_id, id),
        FOREIGN KEY (workspace_id, table_id) REFERENCES data_tables (workspace_id, id) ON DELETE CASCADE
      );
      -- "find a row whose column equals": values @> {"Phone": "+7..."}
      CREATE INDEX table_rows_values_idx ON table_rows USING gin (values jsonb_path_ops);

      CREATE TABLE outbox_messages (
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        from_address text NOT NULL,
        to_addresses text[] NOT NULL,
        subject text NOT NULL,
        text_body text,
        html_body text,
        message_id text NOT NULL,
        run_id uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (workspace_id, id)
      );

      -- Questions of the editor that only a worker may ask of the outside world.
      CREATE TABLE calls (
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        kind text NOT NULL,
        request jsonb NOT NULL,
        state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'taken', 'answered')),
        answer jsonb,
        asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        answered_at timestamptz,
        PRIMARY KEY (workspace_id, id)
      );
      CREATE INDEX calls_asked_idx ON calls (asked_at) WHERE state = 'asked';
    `);
  }

  async down(): Promise<void> {
    throw new Error('the first migration cannot be undone; drop the database instead');
  }
}
