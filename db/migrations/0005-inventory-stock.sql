-- What is on the shelves, and what of it is promised to whom.

CREATE SCHEMA inventory;
GRANT USAGE ON SCHEMA inventory TO provender_app, provender_operator;

-- A product without a row here is made to order. on_hand counts what lies there, promised or not.
-- The product belongs to catalog, so it is a plain id: no foreign key, and no lock on the product when it is sold.
CREATE TABLE inventory.stock (
  product_id uuid        CONSTRAINT stock__pkey PRIMARY KEY,
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  on_hand    int         NOT NULL,
  reserved   int         NOT NULL DEFAULT 0 CONSTRAINT stock__reserved_not_negative CHECK (reserved >= 0),
  counted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT stock__never_oversold CHECK (reserved <= on_hand)
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
SELECT platform.guard_tenant('inventory.stock');

CREATE TYPE inventory.reservation_state AS ENUM ('held', 'taken', 'released');

CREATE TABLE inventory.reservations (
  order_id   uuid                        NOT NULL,
  product_id uuid                        NOT NULL,
  market_id  text                        NOT NULL DEFAULT current_setting('app.market'),
  quantity   int                         NOT NULL CONSTRAINT reservations__quantity_positive CHECK (quantity > 0),
  state      inventory.reservation_state NOT NULL DEFAULT 'held',
  -- When nobody has paid by then, the goods go back on sale; empty once the order stands.
  expires_at timestamptz,
  CONSTRAINT reservations__once PRIMARY KEY (order_id, product_id),
  CONSTRAINT reservations__only_holds_expire CHECK (state = 'held' OR expires_at IS NULL)
) WITH (fillfactor = 80);
SELECT platform.guard_tenant('inventory.reservations', 'SELECT, INSERT, UPDATE');
-- Only holds expire, so the index needs no state; comparing enums is not leakproof and could not use it anyway.
CREATE INDEX reservations__expiring ON inventory.reservations (market_id, expires_at) WHERE expires_at IS NOT NULL;

-- What other modules' SQL may see of stock: how many can still be sold. It shows a reader its own market only.
CREATE VIEW inventory.availability WITH (security_invoker = true) AS
  SELECT product_id, on_hand - reserved AS available, on_hand, reserved FROM inventory.stock;
GRANT SELECT ON inventory.availability TO provender_app, provender_operator;
