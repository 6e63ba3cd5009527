-- What was chosen, for lines of carts and orders. The same product with other choices is another line.

-- Option ids in ascending order, one as often as it was chosen.
ALTER TABLE ordering.cart_lines ADD COLUMN choices uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE ordering.cart_lines DROP CONSTRAINT cart_lines__pkey;
ALTER TABLE ordering.cart_lines ADD CONSTRAINT cart_lines__pkey PRIMARY KEY (cart_id, product_id, choices);

-- Names and prices as they were promised: [{"optionId": …, "kind": …, "group": …, "name": …, "priceMinor": …}, …]; the
-- line's unit price has them in it.
ALTER TABLE ordering.order_lines ADD COLUMN choices jsonb NOT NULL DEFAULT '[]'
  CONSTRAINT order_lines__choices_form CHECK (jsonb_typeof(choices) = 'array');
