-- Where things are: ways that an outside provider measured, so that a price that was quoted can be quoted again.

CREATE SCHEMA places;
GRANT USAGE ON SCHEMA places TO provender_app, provender_operator;

-- One row for each pair of places; coordinates are rounded to about a metre. Looked up inside the transaction that
-- places an order, where nobody outside may be asked.
CREATE TABLE places.known_ways (
  market_id  text             NOT NULL DEFAULT current_setting('app.market'),
  from_lat   double precision NOT NULL,
  from_lng   double precision NOT NULL,
  to_lat     double precision NOT NULL,
  to_lng     double precision NOT NULL,
  distance_m int              NOT NULL CONSTRAINT known_ways__distance_not_negative CHECK (distance_m >= 0),
  seconds    int              NOT NULL CONSTRAINT known_ways__seconds_not_negative CHECK (seconds >= 0),
  source     text             NOT NULL CONSTRAINT known_ways__source_known CHECK (source IN ('osrm', 'google')),
  learnt_at  timestamptz      NOT NULL,
  CONSTRAINT known_ways__pkey PRIMARY KEY (market_id, from_lat, from_lng, to_lat, to_lng)
);
SELECT platform.guard_tenant('places.known_ways', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX known_ways__old ON places.known_ways (market_id, learnt_at);
