-- What an order costs, part by part with the reason of each, and the class a category of goods is taxed in.

ALTER TABLE catalog.categories ADD tax_class text CONSTRAINT categories__tax_class_form CHECK (tax_class ~ '^[a-z][a-z_]{1,30}$');

-- goods + delivery + small basket + service + tax on top + tip - discount - points = total
ALTER TABLE ordering.orders
  ADD service_fee_minor     bigint NOT NULL DEFAULT 0,
  ADD tax_added_minor       bigint NOT NULL DEFAULT 0,
  ADD tip_minor             bigint NOT NULL DEFAULT 0,
  -- What promotions took off, and what of that the vendor gives himself; the platform gives the rest.
  ADD discount_minor        bigint NOT NULL DEFAULT 0,
  ADD vendor_discount_minor bigint NOT NULL DEFAULT 0,
  -- What loyalty points paid.
  ADD points_minor          bigint NOT NULL DEFAULT 0,
  ADD price_parts           jsonb  NOT NULL DEFAULT '[]';
-- Every market's orders, whoever runs the migration.
ALTER TABLE ordering.orders NO FORCE ROW LEVEL SECURITY;
UPDATE ordering.orders SET
  tax_added_minor = CASE WHEN tax_included THEN 0 ELSE tax_minor END,
  price_parts = (
    SELECT jsonb_agg(jsonb_build_object('code', code, 'amountMinor', amount, 'facts', facts))
    FROM (VALUES
      ('goods', goods_minor, '{}'::jsonb),
      ('delivery', delivery_fee_minor, jsonb_strip_nulls(jsonb_build_object('distanceM', distance_m))),
      ('small_basket', small_basket_fee_minor, '{}'),
      ('tax', tax_minor, jsonb_build_object('included', tax_included))
    ) AS part (code, amount, facts)
    WHERE amount > 0 OR code = 'goods');
ALTER TABLE ordering.orders FORCE ROW LEVEL SECURITY;
ALTER TABLE ordering.orders
  DROP CONSTRAINT orders__total_adds_up,
  ADD CONSTRAINT orders__total_adds_up CHECK
    (total_minor = goods_minor + delivery_fee_minor + small_basket_fee_minor + service_fee_minor + tax_added_minor
                   + tip_minor - discount_minor - points_minor),
  ADD CONSTRAINT orders__parts_not_negative CHECK
    (least(total_minor, service_fee_minor, tax_added_minor, tip_minor, points_minor, vendor_discount_minor,
           discount_minor - vendor_discount_minor, goods_minor - vendor_discount_minor) >= 0);

-- What promotions took off each line, so that a line can be given back for what was paid for it.
ALTER TABLE ordering.order_lines
  ADD discount_minor bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT order_lines__discount_within CHECK (discount_minor BETWEEN 0 AND total_minor);
