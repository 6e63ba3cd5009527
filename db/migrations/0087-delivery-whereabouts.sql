-- What follows from where a rider is: near the vendor or the customer, and whether the finished track was thinned.

-- One row for each delivery that somebody was seen on.
CREATE TABLE delivery.whereabouts (
  delivery_id uuid        CONSTRAINT whereabouts__pkey PRIMARY KEY
                          CONSTRAINT whereabouts__of_delivery REFERENCES delivery.deliveries (id),
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  rider_id    uuid        NOT NULL,
  near        text        CONSTRAINT whereabouts__near_known CHECK (near IN ('vendor', 'customer')),
  near_since  timestamptz,
  thinned_at  timestamptz,
  CONSTRAINT whereabouts__since_when_near CHECK ((near IS NULL) = (near_since IS NULL))
) WITH (fillfactor = 80);
SELECT platform.guard_tenant('delivery.whereabouts', 'SELECT, INSERT, UPDATE');
CREATE INDEX whereabouts__to_thin ON delivery.whereabouts (market_id, delivery_id) WHERE thinned_at IS NULL;

-- Moves are told to whoever looks on right now and are of no use afterwards; everything else in the log stays.
CREATE INDEX log__moves ON events.log (market_id, at) WHERE name = 'delivery.rider_moved';
CREATE FUNCTION events.forget_moves(p_before timestamptz, p_limit int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_forgotten bigint;
BEGIN
  DELETE FROM events.log WHERE position IN (
    SELECT position FROM events.log
    WHERE market_id = current_setting('app.market') AND name = 'delivery.rider_moved'
      AND at < least(p_before, now() - interval '15 minutes')
    ORDER BY at LIMIT p_limit);
  GET DIAGNOSTICS v_forgotten = ROW_COUNT;
  RETURN v_forgotten;
END $$;
REVOKE ALL ON FUNCTION events.forget_moves(timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION events.forget_moves(timestamptz, int) TO provender_app;
