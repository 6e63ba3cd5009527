-- Money back after the order: who asked for what and why, who agreed, and where the money went.
CREATE SCHEMA refunds;
GRANT USAGE ON SCHEMA refunds TO provender_app, provender_operator;

CREATE TYPE refunds.refund_state AS ENUM ('waiting', 'rejected', 'sending', 'refunded', 'credited');
CREATE TYPE refunds.reason AS ENUM
  ('missing_item', 'wrong_item', 'poor_quality', 'damaged', 'late', 'never_arrived', 'our_mistake', 'goodwill');

-- waiting: somebody must agree, and no money has moved. sending: the gateway is asked. refunded: where it was meant to
-- go. credited: the gateway could not, so it went to the wallet.
CREATE TABLE refunds.refunds (
  id               uuid                 CONSTRAINT refunds__pkey PRIMARY KEY,
  market_id        text                 NOT NULL DEFAULT current_setting('app.market'),
  order_id         uuid                 NOT NULL,
  order_number     text                 NOT NULL,
  customer_id      uuid                 NOT NULL,
  vendor_id        uuid                 NOT NULL,
  state            refunds.refund_state NOT NULL,
  reason           refunds.reason       NOT NULL,
  note             text                 NOT NULL,
  everything       boolean              NOT NULL,
  delivery_minor   bigint               NOT NULL,
  fees_minor       bigint               NOT NULL,
  goodwill_minor   bigint               NOT NULL,
  goods_by         ledger.funder        NOT NULL,
  delivery_by      ledger.funder        NOT NULL,
  -- What it comes to: while waiting an estimate, then what the ledger has moved.
  amount_minor     bigint               NOT NULL CONSTRAINT refunds__amount_positive CHECK (amount_minor > 0),
  currency         text                 NOT NULL,
  to_source        boolean              NOT NULL,
  to_source_minor  bigint               NOT NULL DEFAULT 0,
  gateway          text,
  -- The gateway's own name for the charge that is given back.
  transaction      text,
  failure          text,
  asked_by         text                 NOT NULL CHECK (asked_by IN ('customer', 'vendor', 'admin')),
  asked_account    uuid                 NOT NULL,
  asked_at         timestamptz          NOT NULL,
  -- Above the limit of one administrator two must agree: this one, and the one who decides.
  needs_second     boolean              NOT NULL DEFAULT false,
  first_account    uuid,
  decided_account  uuid,
  decided_at       timestamptz,
  decision_note    text,
  poll_at          timestamptz,
  polls            int                  NOT NULL DEFAULT 0,
  CONSTRAINT refunds__decided CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT refunds__four_eyes CHECK
    (state IN ('waiting', 'rejected') OR NOT needs_second OR (first_account IS NOT NULL AND first_account <> decided_account)),
  CONSTRAINT refunds__polled_while_sending CHECK ((state = 'sending') = (poll_at IS NOT NULL))
);
SELECT platform.guard_tenant('refunds.refunds', 'SELECT, INSERT, UPDATE');
CREATE INDEX refunds__of_order ON refunds.refunds (order_id, id);
CREATE INDEX refunds__waiting ON refunds.refunds (market_id, id) WHERE state = 'waiting';
CREATE INDEX refunds__of_market ON refunds.refunds (market_id, id);
CREATE INDEX refunds__of_vendor ON refunds.refunds (vendor_id, id);
CREATE INDEX refunds__due ON refunds.refunds (market_id, poll_at) WHERE state = 'sending';
-- One question at a time: a customer's second one would only be the first again.
CREATE UNIQUE INDEX refunds__one_waiting_per_asker ON refunds.refunds (order_id, asked_account) WHERE state = 'waiting';

-- How many of which line. What counts is decided under the order's lock.
CREATE TABLE refunds.refund_lines (
  refund_id uuid     NOT NULL CONSTRAINT refund_lines__of_refund REFERENCES refunds.refunds (id),
  line      smallint NOT NULL,
  market_id text     NOT NULL DEFAULT current_setting('app.market'),
  quantity  int      NOT NULL CONSTRAINT refund_lines__quantity_positive CHECK (quantity > 0),
  CONSTRAINT refund_lines__pkey PRIMARY KEY (refund_id, line)
);
SELECT platform.guard_tenant('refunds.refund_lines', 'SELECT, INSERT');
