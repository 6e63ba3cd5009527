-- The markets themselves: one row per business, its settings, and every version they ever had.

CREATE SCHEMA markets;
GRANT USAGE ON SCHEMA markets TO provender_app, provender_operator;

-- A market's row is its own tenant. Only operators open one: the application may read its own and change it.
CREATE TABLE markets.markets (
  id         text        CONSTRAINT markets__pkey PRIMARY KEY CONSTRAINT markets__id_form CHECK (id ~ '^[a-z][a-z0-9-]{1,40}$'),
  settings   jsonb       NOT NULL,
  version    int         NOT NULL DEFAULT 1,
  opened_at  timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
ALTER TABLE markets.markets ENABLE ROW LEVEL SECURITY;
ALTER TABLE markets.markets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON markets.markets USING (id = current_setting('app.market', true));
CREATE POLICY operator ON markets.markets TO provender_operator USING (true);
GRANT SELECT, UPDATE ON markets.markets TO provender_app;
GRANT SELECT, INSERT, UPDATE ON markets.markets TO provender_operator;

-- A host name leads to one market. Only operators give host names away.
CREATE TABLE markets.hosts (
  host      text CONSTRAINT hosts__one_market PRIMARY KEY,
  market_id text NOT NULL DEFAULT current_setting('app.market') CONSTRAINT hosts__of_market REFERENCES markets.markets (id)
);
SELECT platform.guard_tenant('markets.hosts', 'SELECT');
GRANT INSERT, DELETE ON markets.hosts TO provender_operator;
CREATE INDEX hosts__of_market ON markets.hosts (market_id);

-- Who changed the settings to what, and when.
CREATE TABLE markets.settings_versions (
  market_id  text        NOT NULL DEFAULT current_setting('app.market') CONSTRAINT settings_versions__of_market REFERENCES markets.markets (id),
  version    int         NOT NULL,
  settings   jsonb       NOT NULL,
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT settings_versions__once PRIMARY KEY (market_id, version)
);
SELECT platform.guard_tenant('markets.settings_versions', 'SELECT, INSERT');
