-- The sandbox gateway: a payment provider that runs offline, with a book of its own. Each market is a merchant of it.
CREATE SCHEMA sandbox;
GRANT USAGE ON SCHEMA sandbox TO provender_app, provender_operator;

CREATE TYPE sandbox.charge_state AS ENUM ('waiting', 'challenged', 'succeeded', 'failed');

CREATE TABLE sandbox.charges (
  id           uuid                 PRIMARY KEY,
  market_id    text                 NOT NULL DEFAULT current_setting('app.market'),
  reference    text                 NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
  method       text                 NOT NULL CHECK (method IN ('card', 'mobile_money')),
  amount_minor bigint               NOT NULL CHECK (amount_minor > 0),
  currency     char(3)              NOT NULL,
  description  text                 NOT NULL,
  return_url   text                 NOT NULL,
  webhook_url  text                 NOT NULL,
  phone        text,
  state        sandbox.charge_state NOT NULL DEFAULT 'waiting',
  failure      text,
  webhooks     text                 NOT NULL DEFAULT 'once' CHECK (webhooks IN ('once', 'lost', 'twice', 'late')),
  created_at   timestamptz          NOT NULL DEFAULT now(),
  decided_at   timestamptz,
  CONSTRAINT charges__reference_once UNIQUE (market_id, reference),
  CONSTRAINT charges__decided CHECK ((state IN ('succeeded', 'failed')) = (decided_at IS NOT NULL))
);
SELECT platform.guard_tenant('sandbox.charges', 'SELECT, INSERT, UPDATE');
