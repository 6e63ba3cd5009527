-- Carts before the promise, orders after it: what was promised, in which state it is, and who moved it when.

CREATE SCHEMA ordering;
GRANT USAGE ON SCHEMA ordering TO provender_app, provender_operator;

CREATE TYPE ordering.order_state AS ENUM (
  'awaiting_payment', 'placed', 'accepted', 'preparing', 'ready', 'picked_up', 'collected', 'delivered',
  'failed_delivery', 'returned', 'payment_failed', 'declined', 'cancelled', 'expired');
CREATE TYPE ordering.fulfilment AS ENUM ('delivery', 'pickup');
CREATE TYPE ordering.payment_method AS ENUM ('wallet', 'cash', 'card', 'mobile_money');
CREATE TYPE ordering.order_role AS ENUM ('customer', 'vendor', 'rider', 'admin', 'system');

-- Names, places and prices are copied: an order says what was promised, whatever the menu says tomorrow.
-- Amounts: goods + delivery + small basket + tax = total, where tax already inside the prices is not added again.
CREATE TABLE ordering.orders (
  id                     uuid                    CONSTRAINT orders__pkey PRIMARY KEY,
  market_id              text                    NOT NULL DEFAULT current_setting('app.market'),
  number                 text                    NOT NULL,
  state                  ordering.order_state    NOT NULL,
  fulfilment             ordering.fulfilment     NOT NULL,
  payment_method         ordering.payment_method NOT NULL,
  customer_id            uuid                    NOT NULL,
  customer_name          text                    NOT NULL,
  contact_phone          text,
  vendor_id              uuid                    NOT NULL,
  vendor_name            text                    NOT NULL,
  vendor_phone           text,
  vendor_lat             double precision        NOT NULL,
  vendor_lng             double precision        NOT NULL,
  address_line           text,
  address_note           text,
  address_lat            double precision,
  address_lng            double precision,
  distance_m             int,
  goods_minor            bigint                  NOT NULL CONSTRAINT orders__goods_not_negative CHECK (goods_minor >= 0),
  delivery_fee_minor     bigint                  NOT NULL CONSTRAINT orders__delivery_fee_not_negative CHECK (delivery_fee_minor >= 0),
  small_basket_fee_minor bigint                  NOT NULL CONSTRAINT orders__small_basket_fee_not_negative CHECK (small_basket_fee_minor >= 0),
  tax_minor              bigint                  NOT NULL CONSTRAINT orders__tax_not_negative CHECK (tax_minor >= 0),
  tax_included           boolean                 NOT NULL,
  total_minor            bigint                  NOT NULL,
  currency               text                    NOT NULL,
  preparation_minutes    int                     NOT NULL,
  handover_code          text                    NOT NULL,
  handover_tries         smallint                NOT NULL DEFAULT 0,
  handover_tried_at      timestamptz,
  placed_at              timestamptz             NOT NULL,
  -- When the vendor got to see it; empty while a payment is awaited.
  confirmed_at           timestamptz,
  paid_at                timestamptz,
  cancel_until           timestamptz,
  -- When the present state runs out by itself, if it does.
  deadline_at            timestamptz,
  ready_at               timestamptz,
  ended_at               timestamptz,
  CONSTRAINT orders__number UNIQUE (market_id, number),
  CONSTRAINT orders__total_adds_up CHECK
    (total_minor = goods_minor + delivery_fee_minor + small_basket_fee_minor + CASE WHEN tax_included THEN 0 ELSE tax_minor END),
  CONSTRAINT orders__delivery_has_address CHECK
    (fulfilment = 'pickup' OR num_nulls(address_line, address_lat, address_lng, distance_m) = 0),
  CONSTRAINT orders__state_fits_fulfilment CHECK
    (CASE fulfilment WHEN 'pickup' THEN state NOT IN ('picked_up', 'delivered', 'failed_delivery', 'returned')
                     ELSE state <> 'collected' END),
  CONSTRAINT orders__paid_before_confirmed CHECK (payment_method = 'cash' OR paid_at IS NOT NULL OR confirmed_at IS NULL),
  CONSTRAINT orders__confirmed_before_accepted CHECK
    (confirmed_at IS NOT NULL OR state IN ('awaiting_payment', 'payment_failed', 'cancelled', 'expired')),
  CONSTRAINT orders__ended_when_final CHECK
    ((ended_at IS NOT NULL) = (state IN ('collected', 'delivered', 'returned', 'payment_failed', 'declined', 'cancelled', 'expired'))),
  CONSTRAINT orders__handover_code_form CHECK (handover_code ~ '^[0-9]{4}$')
) WITH (fillfactor = 80);
SELECT platform.guard_tenant('ordering.orders', 'SELECT, INSERT, UPDATE');
-- No index holds the state, so that most steps of an order touch no index at all.
CREATE INDEX orders__of_customer ON ordering.orders (customer_id, id);
CREATE INDEX orders__of_vendor ON ordering.orders (vendor_id, id);
CREATE INDEX orders__of_market ON ordering.orders (market_id, id);
CREATE INDEX orders__under_way ON ordering.orders (market_id, vendor_id, id) WHERE ended_at IS NULL;
CREATE INDEX orders__due ON ordering.orders (market_id, deadline_at) WHERE deadline_at IS NOT NULL;

CREATE TABLE ordering.order_lines (
  order_id         uuid     NOT NULL CONSTRAINT order_lines__of_order REFERENCES ordering.orders (id),
  position         smallint NOT NULL,
  market_id        text     NOT NULL DEFAULT current_setting('app.market'),
  product_id       uuid     NOT NULL,
  name             text     NOT NULL,
  unit_price_minor bigint   NOT NULL CONSTRAINT order_lines__price_not_negative CHECK (unit_price_minor >= 0),
  quantity         int      NOT NULL CONSTRAINT order_lines__quantity_positive CHECK (quantity > 0),
  total_minor      bigint   NOT NULL,
  note             text,
  CONSTRAINT order_lines__pkey PRIMARY KEY (order_id, position),
  CONSTRAINT order_lines__total_adds_up CHECK (total_minor = unit_price_minor * quantity)
);
SELECT platform.guard_tenant('ordering.order_lines', 'SELECT, INSERT');

-- Who moved the order when. No state comes round twice, so the key is also the second lock on the state machine.
CREATE TABLE ordering.order_history (
  order_id  uuid                 NOT NULL CONSTRAINT order_history__of_order REFERENCES ordering.orders (id),
  state     ordering.order_state NOT NULL,
  market_id text                 NOT NULL DEFAULT current_setting('app.market'),
  at        timestamptz          NOT NULL,
  role      ordering.order_role  NOT NULL,
  actor     text                 NOT NULL,
  reason    text,
  CONSTRAINT order_history__once PRIMARY KEY (order_id, state)
);
SELECT platform.guard_tenant('ordering.order_history', 'SELECT, INSERT');

-- What may follow what; order.ts says the same and a test compares the two.
CREATE FUNCTION ordering.may_follow(p_from ordering.order_state, p_to ordering.order_state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_to = ANY (CASE p_from
    WHEN 'awaiting_payment' THEN '{placed,payment_failed,cancelled,expired}'
    WHEN 'placed'           THEN '{accepted,declined,cancelled,expired}'
    WHEN 'accepted'         THEN '{preparing,cancelled}'
    WHEN 'preparing'        THEN '{ready}'
    WHEN 'ready'            THEN '{picked_up,collected}'
    WHEN 'picked_up'        THEN '{delivered,failed_delivery}'
    WHEN 'failed_delivery'  THEN '{returned}'
    ELSE '{}' END::ordering.order_state[])
$$;

CREATE FUNCTION ordering.demand_next_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an order cannot go from % to %', OLD.state, NEW.state
    USING ERRCODE = '23514', SCHEMA = 'ordering', TABLE = 'orders', CONSTRAINT = 'orders__next_state';
END $$;
CREATE TRIGGER next_state BEFORE UPDATE OF state ON ordering.orders
  FOR EACH ROW WHEN (NOT ordering.may_follow(OLD.state, NEW.state)) EXECUTE FUNCTION ordering.demand_next_state();

-- One cart per vendor and owner: `account:<id>`, or `guest:<sha256 of the token>` before signing in.
CREATE TABLE ordering.carts (
  id             uuid        CONSTRAINT carts__pkey PRIMARY KEY,
  market_id      text        NOT NULL DEFAULT current_setting('app.market'),
  owner          text        NOT NULL CONSTRAINT carts__owner_form CHECK (owner ~ '^(account:[0-9a-f-]{36}|guest:[0-9a-f]{64})$'),
  vendor_id      uuid        NOT NULL,
  -- As they were when something was last put in, so that a list of carts asks nobody else.
  vendor_name    text        NOT NULL,
  vendor_picture text        NOT NULL,
  changed_at     timestamptz NOT NULL,
  CONSTRAINT carts__one_per_vendor UNIQUE (market_id, owner, vendor_id)
);
SELECT platform.guard_tenant('ordering.carts');
CREATE INDEX carts__forgotten ON ordering.carts (market_id, changed_at) WHERE owner LIKE 'guest:%';

CREATE TABLE ordering.cart_lines (
  cart_id    uuid        NOT NULL CONSTRAINT cart_lines__of_cart REFERENCES ordering.carts (id) ON DELETE CASCADE,
  product_id uuid        NOT NULL,
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  -- As it was called, for when it is not offered any more.
  name       text        NOT NULL,
  quantity   int         NOT NULL CONSTRAINT cart_lines__quantity_fits CHECK (quantity BETWEEN 1 AND 99),
  note       text,
  added_at   timestamptz NOT NULL,
  CONSTRAINT cart_lines__pkey PRIMARY KEY (cart_id, product_id)
);
SELECT platform.guard_tenant('ordering.cart_lines');
