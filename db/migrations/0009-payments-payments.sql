-- Money that comes in through a gateway: what we asked for, what became of it, and what the gateway told us.
CREATE SCHEMA payments;
GRANT USAGE ON SCHEMA payments TO provender_app, provender_operator;

CREATE TYPE payments.payment_state AS ENUM ('created', 'pending', 'action_needed', 'unknown', 'succeeded', 'failed');
CREATE TYPE payments.payment_purpose AS ENUM ('order', 'top_up');
CREATE TYPE payments.gateway_method AS ENUM ('card', 'mobile_money');

CREATE TABLE payments.payments (
  id                   uuid                     PRIMARY KEY,  -- also the reference the gateway knows: made before it is called
  market_id            text                     NOT NULL DEFAULT current_setting('app.market'),
  purpose              payments.payment_purpose NOT NULL,
  order_id             uuid,
  account_id           uuid                     NOT NULL,
  method               payments.gateway_method  NOT NULL,
  gateway              text                     NOT NULL,
  amount_minor         bigint                   NOT NULL CONSTRAINT payments__amount_positive CHECK (amount_minor > 0),
  currency             char(3)                  NOT NULL,
  state                payments.payment_state   NOT NULL DEFAULT 'created',
  gateway_transaction  text,                                  -- the gateway's own name for the charge, once it has one
  action_url           text,                                  -- where the customer approves
  failure              text,
  poll_at              timestamptz              NOT NULL,     -- when to ask the gateway next, while the end is not known
  polls                int                      NOT NULL DEFAULT 0,
  created_at           timestamptz              NOT NULL DEFAULT now(),
  updated_at           timestamptz              NOT NULL DEFAULT now(),
  CONSTRAINT payments__order_or_top_up CHECK ((purpose = 'order') = (order_id IS NOT NULL)),
  CONSTRAINT payments__success_has_transaction CHECK (state <> 'succeeded' OR gateway_transaction IS NOT NULL)
);
SELECT platform.guard_tenant('payments.payments', 'SELECT, INSERT, UPDATE');

-- While one attempt is open or has succeeded, an order cannot be charged a second time.
CREATE UNIQUE INDEX payments__one_attempt_at_a_time ON payments.payments (order_id) WHERE state <> 'failed' AND order_id IS NOT NULL;
CREATE UNIQUE INDEX payments__one_charge_once ON payments.payments (market_id, gateway, gateway_transaction) WHERE state = 'succeeded';
CREATE INDEX payments__due ON payments.payments (market_id, poll_at) WHERE state NOT IN ('succeeded', 'failed');
CREATE INDEX payments__of_account ON payments.payments (account_id, id);

-- A gateway may say a thing twice; we hear it once.
CREATE TABLE payments.webhook_inbox (
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  gateway     text        NOT NULL,
  event_id    text        NOT NULL,
  reference   text        NOT NULL,
  body_sha256 bytea       NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT webhook_inbox__once PRIMARY KEY (market_id, gateway, event_id)
);
SELECT platform.guard_tenant('payments.webhook_inbox', 'SELECT, INSERT');
