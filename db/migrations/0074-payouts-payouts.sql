-- Earnings on their way to vendors and riders: where to, how much, who agreed, and what became of it.
CREATE SCHEMA payouts;
GRANT USAGE ON SCHEMA payouts TO provender_app, provender_operator;

CREATE TYPE payouts.owner_kind AS ENUM ('vendor', 'rider');
CREATE TYPE payouts.destination_kind AS ENUM ('mobile_money', 'bank');
CREATE TYPE payouts.destination_state AS ENUM ('unverified', 'verified', 'rejected');
CREATE TYPE payouts.schedule AS ENUM ('off', 'daily', 'weekly');

-- Where an owner's money goes: a new row for each change, the one before it is closed. A changed one cools off, so that
-- whoever got hold of somebody's session cannot empty the wallet at once.
CREATE TABLE payouts.destinations (
  id           uuid                      CONSTRAINT destinations__pkey PRIMARY KEY,
  market_id    text                      NOT NULL DEFAULT current_setting('app.market'),
  owner_kind   payouts.owner_kind        NOT NULL,
  owner_id     uuid                      NOT NULL,
  kind         payouts.destination_kind  NOT NULL,
  holder       text                      NOT NULL,
  number       text                      NOT NULL,
  bank         text,
  state        payouts.destination_state NOT NULL DEFAULT 'unverified',
  schedule     payouts.schedule          NOT NULL DEFAULT 'off',
  due_at       timestamptz,
  usable_from  timestamptz               NOT NULL,
  changed_by   uuid                      NOT NULL,
  changed_at   timestamptz               NOT NULL,
  decided_by   uuid,
  decided_at   timestamptz,
  closed_at    timestamptz,
  CONSTRAINT destinations__not_by_oneself CHECK (decided_by <> changed_by)
);
SELECT platform.guard_tenant('payouts.destinations', 'SELECT, INSERT, UPDATE');
CREATE UNIQUE INDEX destinations__one_open ON payouts.destinations (market_id, owner_id) WHERE closed_at IS NULL;
CREATE INDEX destinations__to_verify ON payouts.destinations (market_id, id) WHERE closed_at IS NULL AND state = 'unverified';
CREATE INDEX destinations__due ON payouts.destinations (market_id, due_at) WHERE closed_at IS NULL AND schedule <> 'off';

-- waiting: an administrator must agree; the money is set aside. sending: the provider is asked. paid, failed, rejected:
-- over; after the last two the money is back in the wallet.
CREATE TYPE payouts.payout_state AS ENUM ('waiting', 'sending', 'paid', 'failed', 'rejected');

-- Payouts that were agreed to together: what a bank gets as one file.
CREATE TABLE payouts.batches (
  id         uuid        CONSTRAINT batches__pkey PRIMARY KEY,
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  made_by    uuid        NOT NULL,
  made_at    timestamptz NOT NULL
);
SELECT platform.guard_tenant('payouts.batches', 'SELECT, INSERT');
CREATE INDEX batches__of_market ON payouts.batches (market_id, id);

CREATE TABLE payouts.payouts (
  id             uuid                 CONSTRAINT payouts__pkey PRIMARY KEY,
  market_id      text                 NOT NULL DEFAULT current_setting('app.market'),
  owner_kind     payouts.owner_kind   NOT NULL,
  owner_id       uuid                 NOT NULL,
  destination_id uuid                 NOT NULL CONSTRAINT payouts__to_destination REFERENCES payouts.destinations (id),
  amount_minor   bigint               NOT NULL,
  fee_minor      bigint               NOT NULL CONSTRAINT payouts__fee_not_negative CHECK (fee_minor >= 0),
  currency       text                 NOT NULL,
  state          payouts.payout_state NOT NULL DEFAULT 'waiting',
  -- NULL for one that the schedule asked for.
  asked_by       uuid,
  asked_at       timestamptz          NOT NULL,
  decided_by     uuid,
  decided_at     timestamptz,
  -- What the administrator agreed to: a hash of amount and account.
  digest         bytea,
  note           text,
  batch_id       uuid CONSTRAINT payouts__of_batch REFERENCES payouts.batches (id),
  provider       text,
  failure        text,
  poll_at        timestamptz,
  polls          int                  NOT NULL DEFAULT 0,
  ended_at       timestamptz,
  CONSTRAINT payouts__more_than_its_fee CHECK (amount_minor > fee_minor),
  CONSTRAINT payouts__four_eyes CHECK (decided_by <> asked_by),
  CONSTRAINT payouts__decided CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT payouts__agreed_with_digest CHECK (state NOT IN ('sending', 'paid', 'failed') OR digest IS NOT NULL),
  CONSTRAINT payouts__polled_while_sending CHECK ((state = 'sending') = (poll_at IS NOT NULL)),
  CONSTRAINT payouts__ended CHECK ((state IN ('paid', 'failed', 'rejected')) = (ended_at IS NOT NULL))
);
SELECT platform.guard_tenant('payouts.payouts', 'SELECT, INSERT, UPDATE');
CREATE INDEX payouts__of_owner ON payouts.payouts (owner_id, id);
CREATE INDEX payouts__of_market ON payouts.payouts (market_id, id);
CREATE INDEX payouts__waiting ON payouts.payouts (market_id, id) WHERE state = 'waiting';
CREATE INDEX payouts__due ON payouts.payouts (market_id, poll_at) WHERE state = 'sending';
CREATE INDEX payouts__of_batch ON payouts.payouts (batch_id) WHERE batch_id IS NOT NULL;
-- One at a time: a second request is the first one pressed twice.
CREATE UNIQUE INDEX payouts__one_under_way ON payouts.payouts (market_id, owner_id) WHERE state IN ('waiting', 'sending');
