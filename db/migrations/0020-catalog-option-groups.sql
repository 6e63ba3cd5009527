-- What a customer decides about a product: its size, what comes with it, what is left out, what a combo is made of.

-- The groups with their options are read and written as one with the product, so they live in its row. An option's stock
-- is a row of inventory.stock under the option's own id, or under the id of the product that it stands for in a combo.
ALTER TABLE catalog.products
  ADD COLUMN option_groups jsonb NOT NULL DEFAULT '[]'
    CONSTRAINT products__option_groups_form CHECK (jsonb_typeof(option_groups) = 'array'),
  -- Every id whose stock an order of this product may need: of its options, and of the products that options stand for.
  ADD COLUMN option_stock uuid[] NOT NULL DEFAULT '{}';
