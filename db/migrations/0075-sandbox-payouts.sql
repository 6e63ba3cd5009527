-- The sandbox pays out too, and keeps the book of it.
CREATE TABLE sandbox.payouts (
  id           uuid        PRIMARY KEY,
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  reference    text        NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
  number       text        NOT NULL,
  amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
  currency     char(3)     NOT NULL,
  state        text        NOT NULL CHECK (state IN ('waiting', 'succeeded', 'failed')),
  failure      text,
  settles_at   timestamptz NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payouts__reference_once UNIQUE (market_id, reference)
);
SELECT platform.guard_tenant('sandbox.payouts', 'SELECT, INSERT');
