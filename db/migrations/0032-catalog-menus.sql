-- A vendor arranges its menu, and says today what changes on a later day.

ALTER TABLE catalog.products
  -- Its place on its shelf; what nobody has put in order comes behind, the oldest first.
  ADD COLUMN position int NOT NULL DEFAULT 1000000 CONSTRAINT products__position_not_negative CHECK (position >= 0);
ALTER TABLE catalog.vendors
  -- Categories in the order this vendor shows them; those not named here come behind, in the market's order.
  ADD COLUMN shelf_order uuid[] NOT NULL DEFAULT '{}';

CREATE TABLE catalog.scheduled_changes (
  id          uuid        NOT NULL,
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  vendor_id   uuid        NOT NULL,
  product_id  uuid        NOT NULL,
  apply_at    timestamptz NOT NULL,
  -- What becomes of it; empty: stays as it is.
  price_minor bigint      CONSTRAINT scheduled_changes__price_sensible CHECK (price_minor BETWEEN 0 AND 1000000000),
  listed      boolean,
  created_at  timestamptz NOT NULL,
  applied_at  timestamptz,
  CONSTRAINT scheduled_changes__pkey PRIMARY KEY (market_id, id),
  CONSTRAINT scheduled_changes__says_something CHECK (price_minor IS NOT NULL OR listed IS NOT NULL),
  CONSTRAINT scheduled_changes__of_a_product FOREIGN KEY (market_id, product_id) REFERENCES catalog.products
);
SELECT platform.guard_tenant('catalog.scheduled_changes');
CREATE INDEX scheduled_changes__due ON catalog.scheduled_changes (market_id, apply_at) WHERE applied_at IS NULL;
CREATE INDEX scheduled_changes__of_vendor ON catalog.scheduled_changes (vendor_id, apply_at) WHERE applied_at IS NULL;
