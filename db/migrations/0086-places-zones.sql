-- Where a market delivers and for how much, and where a vendor does: polygons drawn on the map.

CREATE TYPE places.zone_kind AS ENUM ('served', 'closed');

-- Without a vendor it is the market's. ring: corners as [[lng, lat], …], the last one joined to the first.
-- fee_minor takes the place of the distance fee, extra_minor comes on top; both are the market's to set.
CREATE TABLE places.zones (
  id          uuid             CONSTRAINT zones__pkey PRIMARY KEY,
  market_id   text             NOT NULL DEFAULT current_setting('app.market'),
  vendor_id   uuid,
  name        text             NOT NULL,
  kind        places.zone_kind NOT NULL,
  ring        jsonb            NOT NULL,
  area_m2     bigint           NOT NULL CONSTRAINT zones__has_area CHECK (area_m2 > 0),
  fee_minor   bigint           CONSTRAINT zones__fee_not_negative CHECK (fee_minor >= 0),
  extra_minor bigint           NOT NULL DEFAULT 0 CONSTRAINT zones__extra_not_negative CHECK (extra_minor >= 0),
  changed_at  timestamptz      NOT NULL,
  CONSTRAINT zones__only_the_market_prices CHECK
    (vendor_id IS NULL OR (kind = 'served' AND fee_minor IS NULL AND extra_minor = 0)),
  CONSTRAINT zones__closed_has_no_fee CHECK (kind = 'served' OR (fee_minor IS NULL AND extra_minor = 0))
);
SELECT platform.guard_tenant('places.zones', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX zones__of_vendor ON places.zones (market_id, vendor_id);
