-- Bringing food: who rides, which order has to go where, who was asked to bring it, and the track of the way.
-- Lock order inside this schema: delivery, rider, offer; the order's row comes before all of them.

CREATE SCHEMA delivery;
GRANT USAGE ON SCHEMA delivery TO provender_app, provender_operator;

CREATE TYPE delivery.vehicle AS ENUM ('bicycle', 'ebike', 'scooter', 'motorcycle', 'car', 'van');
CREATE TYPE delivery.rider_approval AS ENUM ('pending', 'approved', 'rejected');
CREATE TYPE delivery.delivery_state AS ENUM (
  'waiting', 'assigned', 'at_vendor', 'picked_up', 'at_customer', 'delivered', 'failed', 'returned', 'cancelled');
CREATE TYPE delivery.offer_state AS ENUM ('open', 'accepted', 'declined', 'expired', 'withdrawn');
CREATE TYPE delivery.delivery_role AS ENUM ('customer', 'vendor', 'rider', 'admin', 'system');

-- The last known place is kept here and overwritten; a track exists only for the time of a delivery.
CREATE TABLE delivery.riders (
  id              uuid                    CONSTRAINT riders__pkey PRIMARY KEY,
  market_id       text                    NOT NULL DEFAULT current_setting('app.market'),
  account_id      uuid,
  name            text                    NOT NULL,
  phone           text                    NOT NULL,
  vehicle         delivery.vehicle        NOT NULL,
  vehicle_number  text,
  approval        delivery.rider_approval NOT NULL DEFAULT 'pending',
  approval_reason text,
  online          boolean                 NOT NULL DEFAULT false,
  lat             double precision,
  lng             double precision,
  position_at     timestamptz,
  -- When a move of this rider was last announced: at most once a second.
  told_at         timestamptz,
  created_at      timestamptz             NOT NULL,
  CONSTRAINT riders__one_per_account UNIQUE (market_id, account_id),
  CONSTRAINT riders__online_when_approved CHECK (approval = 'approved' OR NOT online),
  CONSTRAINT riders__place_whole CHECK (num_nulls(lat, lng, position_at) IN (0, 3))
) WITH (fillfactor = 70);
SELECT platform.guard_tenant('delivery.riders', 'SELECT, INSERT, UPDATE');
CREATE INDEX riders__of_market ON delivery.riders (market_id, id);
CREATE INDEX riders__online ON delivery.riders (market_id) WHERE online;

-- Names, places and amounts are copied from the order when it was accepted, so that riding needs no other table.
-- collect_minor: cash to take at the door, 0 when the order is paid.
CREATE TABLE delivery.deliveries (
  id              uuid                    CONSTRAINT deliveries__pkey PRIMARY KEY,
  market_id       text                    NOT NULL DEFAULT current_setting('app.market'),
  order_id        uuid                    NOT NULL,
  order_number    text                    NOT NULL,
  state           delivery.delivery_state NOT NULL DEFAULT 'waiting',
  vendor_id       uuid                    NOT NULL,
  vendor_name     text                    NOT NULL,
  vendor_phone    text,
  pickup_lat      double precision        NOT NULL,
  pickup_lng      double precision        NOT NULL,
  customer_id     uuid                    NOT NULL,
  customer_name   text                    NOT NULL,
  customer_phone  text,
  dropoff_line    text                    NOT NULL,
  dropoff_note    text,
  dropoff_lat     double precision        NOT NULL,
  dropoff_lng     double precision        NOT NULL,
  distance_m      int                     NOT NULL,
  fee_minor       bigint                  NOT NULL CONSTRAINT deliveries__fee_not_negative CHECK (fee_minor >= 0),
  collect_minor   bigint                  NOT NULL CONSTRAINT deliveries__collect_not_negative CHECK (collect_minor >= 0),
  currency        text                    NOT NULL,
  pickup_code     text                    NOT NULL CONSTRAINT deliveries__pickup_code_form CHECK (pickup_code ~ '^[0-9]{4}$'),
  pickup_tries    smallint                NOT NULL DEFAULT 0,
  pickup_tried_at timestamptz,
  rider_id        uuid                    CONSTRAINT deliveries__of_rider REFERENCES delivery.riders (id),
  -- Why nobody has been asked at the last look, for the admin.
  waiting_reason  text,
  requested_at    timestamptz             NOT NULL,
  ready_at        timestamptz,
  assigned_at     timestamptz,
  picked_up_at    timestamptz,
  ended_at        timestamptz,
  CONSTRAINT deliveries__one_per_order UNIQUE (order_id),
  CONSTRAINT deliveries__rider_when_assigned CHECK
    ((rider_id IS NULL) = (assigned_at IS NULL)
     AND CASE state WHEN 'waiting' THEN rider_id IS NULL WHEN 'cancelled' THEN true ELSE rider_id IS NOT NULL END),
  CONSTRAINT deliveries__picked_up_first CHECK
    ((picked_up_at IS NOT NULL) = (state IN ('picked_up', 'at_customer', 'delivered', 'failed', 'returned'))),
  CONSTRAINT deliveries__ended_when_over CHECK
    ((ended_at IS NOT NULL) = (state IN ('delivered', 'failed', 'returned', 'cancelled')))
) WITH (fillfactor = 70);
SELECT platform.guard_tenant('delivery.deliveries', 'SELECT, INSERT, UPDATE');
-- One at a time for each rider. Whoever lets riders carry several drops this index and writes another dispatcher.
CREATE UNIQUE INDEX deliveries__one_active_per_rider ON delivery.deliveries (rider_id)
  WHERE ended_at IS NULL AND rider_id IS NOT NULL;
-- No predicate names the state: enums cannot lead a search under row-level security, and timestamps say the same.
CREATE INDEX deliveries__waiting ON delivery.deliveries (market_id, requested_at) WHERE assigned_at IS NULL AND ended_at IS NULL;
CREATE INDEX deliveries__under_way ON delivery.deliveries (market_id, id) WHERE ended_at IS NULL;
CREATE INDEX deliveries__of_market ON delivery.deliveries (market_id, id);
CREATE INDEX deliveries__of_rider ON delivery.deliveries (rider_id, id) WHERE rider_id IS NOT NULL;

-- What may follow what; delivery.ts says the same and a test compares the two.
CREATE FUNCTION delivery.may_follow(p_from delivery.delivery_state, p_to delivery.delivery_state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_to = ANY (CASE p_from
    WHEN 'waiting'     THEN '{assigned,cancelled}'
    WHEN 'assigned'    THEN '{at_vendor,picked_up,waiting,cancelled}'
    WHEN 'at_vendor'   THEN '{picked_up,waiting,cancelled}'
    WHEN 'picked_up'   THEN '{at_customer,delivered,failed}'
    WHEN 'at_customer' THEN '{delivered,failed}'
    WHEN 'failed'      THEN '{returned}'
    ELSE '{}' END::delivery.delivery_state[])
$$;

CREATE FUNCTION delivery.demand_next_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a delivery cannot go from % to %', OLD.state, NEW.state
    USING ERRCODE = '23514', SCHEMA = 'delivery', TABLE = 'deliveries', CONSTRAINT = 'deliveries__next_state';
END $$;
CREATE TRIGGER next_state BEFORE UPDATE OF state ON delivery.deliveries
  FOR EACH ROW WHEN (NOT delivery.may_follow(OLD.state, NEW.state)) EXECUTE FUNCTION delivery.demand_next_state();

-- A delivery that a rider gave back waits again, so states may come round twice here.
CREATE TABLE delivery.delivery_history (
  step        bigint                  GENERATED ALWAYS AS IDENTITY CONSTRAINT delivery_history__pkey PRIMARY KEY,
  delivery_id uuid                    NOT NULL CONSTRAINT delivery_history__of_delivery REFERENCES delivery.deliveries (id),
  market_id   text                    NOT NULL DEFAULT current_setting('app.market'),
  state       delivery.delivery_state NOT NULL,
  at          timestamptz             NOT NULL,
  role        delivery.delivery_role  NOT NULL,
  actor       text                    NOT NULL,
  rider_id    uuid,
  reason      text
);
SELECT platform.guard_tenant('delivery.delivery_history', 'SELECT, INSERT');
CREATE INDEX delivery_history__of_delivery ON delivery.delivery_history (delivery_id, step);

-- A rider is asked for one delivery at a time, and a delivery asks one rider at a time.
CREATE TABLE delivery.offers (
  id          uuid                 CONSTRAINT offers__pkey PRIMARY KEY,
  market_id   text                 NOT NULL DEFAULT current_setting('app.market'),
  delivery_id uuid                 NOT NULL CONSTRAINT offers__of_delivery REFERENCES delivery.deliveries (id),
  rider_id    uuid                 NOT NULL CONSTRAINT offers__of_rider REFERENCES delivery.riders (id),
  state       delivery.offer_state NOT NULL DEFAULT 'open',
  distance_m  int                  NOT NULL,
  explanation text                 NOT NULL,
  offered_at  timestamptz          NOT NULL,
  expires_at  timestamptz          NOT NULL,
  closed_at   timestamptz,
  CONSTRAINT offers__closed_when_answered CHECK ((closed_at IS NULL) = (state = 'open'))
) WITH (fillfactor = 80);
SELECT platform.guard_tenant('delivery.offers', 'SELECT, INSERT, UPDATE');
CREATE UNIQUE INDEX offers__one_open_per_delivery ON delivery.offers (delivery_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX offers__one_open_per_rider ON delivery.offers (rider_id) WHERE closed_at IS NULL;
CREATE INDEX offers__of_delivery ON delivery.offers (delivery_id, id);
CREATE INDEX offers__due ON delivery.offers (market_id, expires_at) WHERE closed_at IS NULL;

CREATE FUNCTION delivery.demand_open_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an offer that is % was answered already', OLD.state
    USING ERRCODE = '23514', SCHEMA = 'delivery', TABLE = 'offers', CONSTRAINT = 'offers__answered_once';
END $$;
CREATE TRIGGER answered_once BEFORE UPDATE ON delivery.offers
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION delivery.demand_open_offer();

-- Where the rider was while the delivery was his and under way; forgotten some weeks after it ended.
CREATE TABLE delivery.positions (
  delivery_id uuid             NOT NULL CONSTRAINT positions__of_delivery REFERENCES delivery.deliveries (id),
  at          timestamptz      NOT NULL,
  market_id   text             NOT NULL DEFAULT current_setting('app.market'),
  rider_id    uuid             NOT NULL,
  lat         double precision NOT NULL,
  lng         double precision NOT NULL,
  heading     real,
  speed_mps   real,
  accuracy_m  real,
  CONSTRAINT positions__pkey PRIMARY KEY (delivery_id, at)
);
SELECT platform.guard_tenant('delivery.positions', 'SELECT, INSERT, DELETE');
