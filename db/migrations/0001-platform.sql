-- What every module stands on: tenancy, idempotency keys, the event log and its cursors.
-- Runs as provender_owner, who owns everything and is neither superuser nor free of row-level security.

CREATE SCHEMA platform;
CREATE SCHEMA events;
GRANT USAGE ON SCHEMA platform, events TO provender_app, provender_operator;

-- The one way a table becomes a tenant's: rows carry market_id, and nobody but an operator sees another market's.
-- Row-level security is FORCEd, so it holds inside SECURITY DEFINER functions of the owner as well.
CREATE FUNCTION platform.guard_tenant(p_table text, p_grants text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table::regclass);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table::regclass);
  EXECUTE format('CREATE POLICY tenant ON %s USING (market_id = current_setting(''app.market'', true))', p_table::regclass);
  EXECUTE format('CREATE POLICY operator ON %s TO provender_operator USING (true)', p_table::regclass);
  EXECUTE format('GRANT %s ON %s TO provender_app, provender_operator', p_grants, p_table::regclass);
END $$;
REVOKE ALL ON FUNCTION platform.guard_tenant(text, text) FROM PUBLIC;

-- A write that was asked for twice under one key happens once and answers the same.
CREATE TABLE platform.idempotency_keys (
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  actor        text        NOT NULL,
  key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash bytea       NOT NULL,
  status       smallint,
  reply        jsonb,
  created_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_keys__once PRIMARY KEY (market_id, actor, key)
);
SELECT platform.guard_tenant('platform.idempotency_keys');
CREATE INDEX idempotency_keys__age ON platform.idempotency_keys (created_at);

-- The log: what happened, written by the transaction that made it true. `xid` orders it safely: a reader stops
-- before the oldest transaction still open, so a late committer is never skipped.
CREATE TABLE events.log (
  position  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid       xid8        NOT NULL DEFAULT pg_current_xact_id(),
  id        uuid        NOT NULL DEFAULT gen_random_uuid(),
  market_id text        NOT NULL DEFAULT current_setting('app.market'),
  name      text        NOT NULL,
  version   smallint    NOT NULL,
  payload   jsonb       NOT NULL,
  at        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX log__by_market ON events.log (market_id, xid, position);
CREATE INDEX log__in_order ON events.log (xid, position);
SELECT platform.guard_tenant('events.log', 'SELECT, INSERT');

-- For functions of ours that announce what they did; plpgsql, because it keeps its plan.
CREATE FUNCTION events.append(p_name text, p_version int, p_payload jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events.log (name, version, payload) VALUES (p_name, p_version, p_payload);
END $$;

-- How far each consumer has come in each market; moved in the transaction of the effect.
CREATE TABLE events.cursors (
  market_id      text        NOT NULL DEFAULT current_setting('app.market'),
  consumer       text        NOT NULL,
  after_xid      xid8        NOT NULL DEFAULT '0',
  after_position bigint      NOT NULL DEFAULT 0,
  failures       int         NOT NULL DEFAULT 0,
  retry_at       timestamptz NOT NULL DEFAULT '-infinity',
  moved_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (market_id, consumer)
);
SELECT platform.guard_tenant('events.cursors');

-- An event a consumer could not digest after several tries: parked, so that the others flow, and kept for replay.
CREATE TABLE events.dead_letters (
  id        uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  market_id text        NOT NULL DEFAULT current_setting('app.market'),
  consumer  text        NOT NULL,
  position  bigint      NOT NULL,
  name      text        NOT NULL,
  payload   jsonb       NOT NULL,
  error     text        NOT NULL,
  parked_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT dead_letters__once UNIQUE (market_id, consumer, position)
);
SELECT platform.guard_tenant('events.dead_letters');
