-- What people do with money in wallets besides paying: give it to each other, tip, and hand in the cash they took.
CREATE SCHEMA wallets;
GRANT USAGE ON SCHEMA wallets TO provender_app, provender_operator;

-- How well a customer is known; it sets how much he may give away. Nobody without a row is known more than basically.
CREATE TYPE wallets.tier AS ENUM ('basic', 'verified', 'trusted');
CREATE TABLE wallets.profiles (
  market_id  text         NOT NULL DEFAULT current_setting('app.market'),
  account_id uuid         NOT NULL,
  tier       wallets.tier NOT NULL DEFAULT 'basic',
  changed_by uuid,
  changed_at timestamptz,
  CONSTRAINT profiles__pkey PRIMARY KEY (market_id, account_id)
);
SELECT platform.guard_tenant('wallets.profiles', 'SELECT, INSERT, UPDATE');

-- The limits are summed over these, with the sender's profile locked.
CREATE TABLE wallets.transfers (
  id           uuid        CONSTRAINT transfers__pkey PRIMARY KEY,
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  from_account uuid        NOT NULL,
  to_account   uuid        NOT NULL,
  amount_minor bigint      NOT NULL CONSTRAINT transfers__amount_positive CHECK (amount_minor > 0),
  currency     text        NOT NULL,
  note         text        NOT NULL,
  made_at      timestamptz NOT NULL,
  CONSTRAINT transfers__to_somebody_else CHECK (from_account <> to_account)
);
SELECT platform.guard_tenant('wallets.transfers', 'SELECT, INSERT');
CREATE INDEX transfers__of_sender ON wallets.transfers (market_id, from_account, made_at);

-- Receipts are numbered without gaps: the counter's row is locked until the receipt is there.
CREATE TABLE wallets.counters (
  market_id text   NOT NULL DEFAULT current_setting('app.market'),
  series    text   NOT NULL,
  last      bigint NOT NULL,
  CONSTRAINT counters__pkey PRIMARY KEY (market_id, series)
);
SELECT platform.guard_tenant('wallets.counters', 'SELECT, INSERT, UPDATE');

-- Cash that riders handed in at a hub: what they said it was, what was counted, and who bears what is missing.
CREATE TABLE wallets.deposits (
  id             uuid        CONSTRAINT deposits__pkey PRIMARY KEY,
  market_id      text        NOT NULL DEFAULT current_setting('app.market'),
  receipt        bigint      NOT NULL,
  rider_id       uuid        NOT NULL,
  declared_minor bigint      NOT NULL,
  counted_minor  bigint      NOT NULL,
  currency       text        NOT NULL,
  borne_by       text        CHECK (borne_by IN ('rider', 'platform')),
  note           text        NOT NULL,
  taken_by       uuid        NOT NULL,
  taken_at       timestamptz NOT NULL,
  CONSTRAINT deposits__receipt_once UNIQUE (market_id, receipt),
  CONSTRAINT deposits__counted CHECK (counted_minor >= 0 AND declared_minor >= counted_minor AND declared_minor > 0),
  CONSTRAINT deposits__missing_is_borne CHECK ((declared_minor > counted_minor) = (borne_by IS NOT NULL))
);
SELECT platform.guard_tenant('wallets.deposits', 'SELECT, INSERT');
CREATE INDEX deposits__of_rider ON wallets.deposits (rider_id, id);
CREATE INDEX deposits__of_market ON wallets.deposits (market_id, id);
