-- When a vendor takes orders beyond its usual week: special days, last orders, pauses and rushes that end by themselves,
-- and where else than at its door food can be fetched.

ALTER TABLE catalog.vendors
  -- [{"from": "2026-12-24", "to": "2026-12-26", "openings": [], "reason": "holiday"}, …], days on the market's calendar
  ADD COLUMN special_days       jsonb       NOT NULL DEFAULT '[]' CONSTRAINT vendors__special_days_form CHECK (jsonb_typeof(special_days) = 'array'),
  -- So many minutes before closing it takes the last order.
  ADD COLUMN last_order_minutes int         NOT NULL DEFAULT 0 CONSTRAINT vendors__last_order_sensible CHECK (last_order_minutes BETWEEN 0 AND 240),
  -- Closed by hand until then; empty: until opened by hand.
  ADD COLUMN paused_until       timestamptz,
  -- A rush: orders take so many minutes more, until then and no longer.
  ADD COLUMN busy_minutes       int         NOT NULL DEFAULT 0 CONSTRAINT vendors__busy_sensible CHECK (busy_minutes BETWEEN 0 AND 120),
  ADD COLUMN busy_until         timestamptz,
  ADD CONSTRAINT vendors__rush_ends CHECK (busy_minutes = 0 OR busy_until IS NOT NULL),
  ADD CONSTRAINT vendors__only_pauses_end CHECK (paused OR paused_until IS NULL);

CREATE TABLE catalog.pickup_points (
  id           uuid             NOT NULL,
  market_id    text             NOT NULL DEFAULT current_setting('app.market'),
  vendor_id    uuid             NOT NULL,
  name         text             NOT NULL CONSTRAINT pickup_points__named CHECK (length(name) BETWEEN 1 AND 80),
  address_line text             NOT NULL,
  lat          double precision NOT NULL CONSTRAINT pickup_points__lat_on_earth CHECK (lat BETWEEN -90 AND 90),
  lng          double precision NOT NULL CONSTRAINT pickup_points__lng_on_earth CHECK (lng BETWEEN -180 AND 180),
  -- How to find it: "the blue gate behind the school".
  directions   text,
  created_at   timestamptz      NOT NULL DEFAULT now(),
  CONSTRAINT pickup_points__pkey PRIMARY KEY (market_id, id),
  CONSTRAINT pickup_points__of_a_vendor FOREIGN KEY (market_id, vendor_id) REFERENCES catalog.vendors
);
SELECT platform.guard_tenant('catalog.pickup_points');
CREATE INDEX pickup_points__of_vendor ON catalog.pickup_points (vendor_id, id);
