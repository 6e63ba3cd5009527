-- Lines by weight or volume, and what was really packed. A quantity counts pieces, or base units of the line's measure.

ALTER TABLE ordering.cart_lines DROP CONSTRAINT cart_lines__quantity_fits;
ALTER TABLE ordering.cart_lines ADD CONSTRAINT cart_lines__quantity_fits CHECK (quantity BETWEEN 1 AND 1000000);

ALTER TABLE ordering.order_lines
  -- {"base": "g", "per": 1000}: the unit price is for so many of it. Empty for what is counted.
  ADD COLUMN measure         jsonb,
  ADD COLUMN per             int      NOT NULL DEFAULT 1 CONSTRAINT order_lines__per_positive CHECK (per > 0),
  -- The most that may be packed and charged, where the weight is known only then; the total is held for this much.
  ADD COLUMN most_quantity   int      CONSTRAINT order_lines__most_is_more CHECK (most_quantity >= quantity),
  -- What one of it draws on, by the ids stock is kept under.
  ADD COLUMN takes           uuid[]   NOT NULL DEFAULT '{}',
  ADD COLUMN tax_bp          int      NOT NULL DEFAULT 0,
  ADD COLUMN tax_included    boolean  NOT NULL DEFAULT true,
  ADD COLUMN packed_quantity int,
  ADD COLUMN charged_minor   bigint,
  ADD COLUMN packed_reason   text,
  DROP CONSTRAINT order_lines__total_adds_up,
  ADD CONSTRAINT order_lines__total_adds_up
    CHECK (total_minor = (2 * unit_price_minor * coalesce(most_quantity, quantity) + per) / (2 * per)),
  ADD CONSTRAINT order_lines__packed_within
    CHECK (packed_quantity BETWEEN 0 AND coalesce(most_quantity, quantity) AND charged_minor BETWEEN 0 AND total_minor),
  ADD CONSTRAINT order_lines__packed_whole CHECK (num_nulls(packed_quantity, charged_minor) IN (0, 2));
-- What was promised stays as it is; what was packed is written once.
GRANT UPDATE (packed_quantity, charged_minor, packed_reason) ON ordering.order_lines TO provender_app, provender_operator;

-- What was agreed on when less was charged in the end.
ALTER TABLE ordering.orders ADD COLUMN agreed_total_minor bigint
  CONSTRAINT orders__never_more_than_agreed CHECK (agreed_total_minor >= total_minor);
