-- Why somebody was asked, or nobody: the dispatcher's decisions; and how long kitchens really take, which it learns from.

-- One row for each offer, and for each time the reason to wait changed. Times are what was expected at that moment.
CREATE TABLE delivery.decisions (
  id                 bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT decisions__pkey PRIMARY KEY,
  market_id          text        NOT NULL DEFAULT current_setting('app.market'),
  delivery_id        uuid        NOT NULL CONSTRAINT decisions__of_delivery REFERENCES delivery.deliveries (id),
  at                 timestamptz NOT NULL,
  -- Null when nobody was asked; then waiting_reason says why.
  rider_id           uuid        CONSTRAINT decisions__of_rider REFERENCES delivery.riders (id),
  waiting_reason     text,
  considered         int         NOT NULL CONSTRAINT decisions__considered_not_negative CHECK (considered >= 0),
  arrival_at         timestamptz,
  pickup_at          timestamptz,
  next_rider_id      uuid        CONSTRAINT decisions__of_next_rider REFERENCES delivery.riders (id),
  -- How much worse the next best would have been, as seconds of one delivery; below 0 when others needed him more.
  next_extra_seconds int,
  CONSTRAINT decisions__asked_or_waits CHECK ((rider_id IS NULL) = (waiting_reason IS NOT NULL)),
  CONSTRAINT decisions__expected_when_asked CHECK ((rider_id IS NULL) = (num_nulls(arrival_at, pickup_at) = 2)),
  CONSTRAINT decisions__next_whole CHECK (num_nulls(next_rider_id, next_extra_seconds) IN (0, 2))
);
SELECT platform.guard_tenant('delivery.decisions', 'SELECT, INSERT, DELETE');
CREATE INDEX decisions__of_delivery ON delivery.decisions (delivery_id, id);
CREATE INDEX decisions__old ON delivery.decisions (market_id, at);

-- From acceptance to ready: what was promised, and what it took.
CREATE TABLE delivery.kitchen_times (
  delivery_id      uuid        CONSTRAINT kitchen_times__pkey PRIMARY KEY
                               CONSTRAINT kitchen_times__of_delivery REFERENCES delivery.deliveries (id),
  market_id        text        NOT NULL DEFAULT current_setting('app.market'),
  vendor_id        uuid        NOT NULL,
  ready_at         timestamptz NOT NULL,
  promised_seconds int         NOT NULL CONSTRAINT kitchen_times__promised CHECK (promised_seconds > 0),
  actual_seconds   int         NOT NULL CONSTRAINT kitchen_times__actual CHECK (actual_seconds >= 0)
);
SELECT platform.guard_tenant('delivery.kitchen_times', 'SELECT, INSERT, DELETE');
CREATE INDEX kitchen_times__of_vendor ON delivery.kitchen_times (vendor_id, ready_at);
CREATE INDEX kitchen_times__old ON delivery.kitchen_times (market_id, ready_at);
