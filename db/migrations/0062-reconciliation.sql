-- What providers say they have collected, held against the ledger; what differs, and how it was resolved; the books at the
-- end of each day, and whether they are still sound.
CREATE SCHEMA reconciliation;
GRANT USAGE ON SCHEMA reconciliation TO provender_app, provender_operator;

CREATE TABLE reconciliation.statements (
  id           uuid        NOT NULL CONSTRAINT statements__pkey PRIMARY KEY,
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  gateway      text        NOT NULL,
  source       text        NOT NULL CHECK (source IN ('file', 'api')),
  name         text        NOT NULL,
  sha256       bytea       NOT NULL,
  from_on      date        NOT NULL,
  until_on     date        NOT NULL,
  booked_minor bigint      NOT NULL DEFAULT 0,
  taken_by     text        NOT NULL,
  taken_at     timestamptz NOT NULL DEFAULT now(),
  compared_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT statements__days CHECK (from_on <= until_on AND until_on - from_on <= 366),
  CONSTRAINT statements__once UNIQUE (market_id, gateway, sha256)
);
SELECT platform.guard_tenant('reconciliation.statements', 'SELECT, INSERT, UPDATE');
CREATE INDEX statements__newest ON reconciliation.statements (market_id, taken_at DESC);

CREATE TABLE reconciliation.statement_lines (
  statement_id uuid   NOT NULL CONSTRAINT statement_lines__of_statement REFERENCES reconciliation.statements (id),
  number       int    NOT NULL,
  market_id    text   NOT NULL DEFAULT current_setting('app.market'),
  gateway      text   NOT NULL,
  kind         text   NOT NULL CHECK (kind IN ('charge', 'refund')),
  subject      text   NOT NULL,  -- what the books know it by: the provider's name for a charge, ours for a refund
  transaction  text   NOT NULL,
  reference    text,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  fee_minor    bigint CHECK (fee_minor >= 0),
  currency     text   NOT NULL,
  state        text   NOT NULL CHECK (state IN ('succeeded', 'failed')),
  CONSTRAINT statement_lines__pkey PRIMARY KEY (statement_id, number)
);
SELECT platform.guard_tenant('reconciliation.statement_lines', 'SELECT, INSERT');
CREATE INDEX statement_lines__of_subject ON reconciliation.statement_lines (market_id, gateway, subject);

CREATE TABLE reconciliation.differences (
  id           uuid        NOT NULL CONSTRAINT differences__pkey PRIMARY KEY,
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  statement_id uuid        NOT NULL CONSTRAINT differences__of_statement REFERENCES reconciliation.statements (id),
  gateway      text        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('missing_here', 'missing_there', 'amount', 'currency', 'fee', 'duplicate', 'state')),
  subject      text        NOT NULL,
  line         int,
  reference    text,
  ours_minor   bigint,
  theirs_minor bigint,
  currency     text        NOT NULL,
  resolution   text        CHECK (resolution IN ('agrees', 'booked', 'reported', 'accepted')),
  note         text,
  resolved_by  text,
  resolved_at  timestamptz,
  found_at     timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT differences__once UNIQUE (statement_id, kind, subject),
  CONSTRAINT differences__resolved CHECK ((resolution IS NULL) = (resolved_at IS NULL) AND (resolution IS NULL) = (resolved_by IS NULL))
);
SELECT platform.guard_tenant('reconciliation.differences', 'SELECT, INSERT, UPDATE');
CREATE INDEX differences__open ON reconciliation.differences (market_id, found_at DESC) WHERE resolution IS NULL;

-- The books of a day, as they stood when it was closed.
CREATE TABLE reconciliation.closes (
  market_id      text        NOT NULL DEFAULT current_setting('app.market'),
  on_day         date        NOT NULL,
  trial_balance  jsonb       NOT NULL,
  escrow_ages    jsonb       NOT NULL,
  violations     int         NOT NULL,
  closed_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT closes__pkey PRIMARY KEY (market_id, on_day)
);
SELECT platform.guard_tenant('reconciliation.closes', 'SELECT, INSERT');

-- How far the books were proven while they were written, and what was found.
CREATE TABLE reconciliation.watch (
  market_id      text        NOT NULL DEFAULT current_setting('app.market') CONSTRAINT watch__pkey PRIMARY KEY,
  after_transfer bigint      NOT NULL DEFAULT 0,
  violations     int         NOT NULL DEFAULT 0,
  first          text,
  checked_at     timestamptz NOT NULL DEFAULT now()
);
SELECT platform.guard_tenant('reconciliation.watch', 'SELECT, INSERT, UPDATE');
