-- What is known of a product besides its name and price: how it is weighed, what is in it, when it can be had.

ALTER TABLE catalog.products
  -- Sold by weight or volume; empty for what is counted. {"base": "g", "per": 1000, "step": 250, "least": 250,
  -- "most": 5000, "toleranceBp": 1000 or null}: the price is for `per` of the base unit, stock is kept in base units, and
  -- with a tolerance what is packed may weigh that much more.
  ADD COLUMN measure jsonb CONSTRAINT products__measure_form CHECK (jsonb_typeof(measure) = 'object'),
  -- Ingredients, nutrition, origin, season, farm.
  ADD COLUMN facts jsonb NOT NULL DEFAULT '{}' CONSTRAINT products__facts_form CHECK (jsonb_typeof(facts) = 'object'),
  -- Days and hours on the clock of the market in which it is sold; empty: always.
  ADD COLUMN sold_when jsonb CONSTRAINT products__sold_when_form CHECK (jsonb_typeof(sold_when) = 'object'),
  -- Sold out until then, and back by itself.
  ADD COLUMN sold_out_until timestamptz,
  -- From accepting to ready, where it takes longer than the vendor usually needs.
  ADD COLUMN preparation_minutes int CONSTRAINT products__preparation_sensible CHECK (preparation_minutes BETWEEN 0 AND 2880);
