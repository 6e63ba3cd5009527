-- The sandbox gives back what it has collected: in its own book too, so that it stays the oracle.
CREATE TYPE sandbox.refund_state AS ENUM ('waiting', 'succeeded', 'failed');

-- What refunds of a charge will do, for tests and for trying things out: pay at once; refuse; pay a little later; pay, and
-- answer with an error as if it had not.
ALTER TABLE sandbox.charges ADD COLUMN refunds text NOT NULL DEFAULT 'pay' CHECK (refunds IN ('pay', 'refuse', 'slow', 'mute'));

CREATE TABLE sandbox.refunds (
  id           uuid                 PRIMARY KEY,
  market_id    text                 NOT NULL DEFAULT current_setting('app.market'),
  reference    text                 NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
  charge_id    uuid                 NOT NULL REFERENCES sandbox.charges (id),
  amount_minor bigint               NOT NULL CHECK (amount_minor > 0),
  state        sandbox.refund_state NOT NULL,
  failure      text,
  settles_at   timestamptz          NOT NULL,
  created_at   timestamptz          NOT NULL DEFAULT now(),
  CONSTRAINT refunds__reference_once UNIQUE (market_id, reference)
);
SELECT platform.guard_tenant('sandbox.refunds', 'SELECT, INSERT, UPDATE');
CREATE INDEX refunds__of_charge ON sandbox.refunds (charge_id);
