-- Who sells what: vendors and their hours, categories, products, and the words they are found by.
-- Filters that must find their rows by index compare text, uuid or null only: comparing enums, arrays or jsonb is not
-- leakproof, so PostgreSQL does it after row-level security, on the rows that are left. Keys begin with the market: a
-- list in order of id then walks along rows of its own market only, and no row can belong to a vendor of another one.

CREATE SCHEMA catalog;
GRANT USAGE ON SCHEMA catalog TO provender_app, provender_operator;

CREATE TYPE catalog.vendor_kind AS ENUM ('restaurant', 'home_cook', 'grocer', 'farm_shop');
CREATE TYPE catalog.approval AS ENUM ('pending', 'approved', 'rejected');

CREATE TABLE catalog.vendors (
  id                   uuid                NOT NULL,
  market_id            text                NOT NULL DEFAULT current_setting('app.market'),
  slug                 text                NOT NULL CONSTRAINT vendors__slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name                 text                NOT NULL CONSTRAINT vendors__named CHECK (length(name) BETWEEN 1 AND 80),
  kind                 catalog.vendor_kind NOT NULL,
  -- {"en": …, "fr": …}
  about                jsonb,
  phone                text                NOT NULL,
  address_line         text                NOT NULL,
  lat                  double precision    NOT NULL CONSTRAINT vendors__lat_on_earth CHECK (lat BETWEEN -90 AND 90),
  lng                  double precision    NOT NULL CONSTRAINT vendors__lng_on_earth CHECK (lng BETWEEN -180 AND 180),
  -- {"monday": [["11:00", "14:30"], ["18:00", "02:00"]], …} on the clock of the market
  hours                jsonb               NOT NULL CONSTRAINT vendors__hours_form CHECK (jsonb_typeof(hours) = 'object'),
  -- Closed by hand, whatever the hours say.
  paused               boolean             NOT NULL DEFAULT false,
  delivery_radius_m    int                 NOT NULL CONSTRAINT vendors__radius_not_negative CHECK (delivery_radius_m >= 0),
  preparation_minutes  int                 NOT NULL CONSTRAINT vendors__preparation_not_negative CHECK (preparation_minutes >= 0),
  minimum_basket_minor bigint              NOT NULL CONSTRAINT vendors__minimum_not_negative CHECK (minimum_basket_minor >= 0),
  picture              text                NOT NULL,
  approval             catalog.approval    NOT NULL,
  approval_reason      text,
  reviewed_at          timestamptz,
  -- The account that asked to sell here, if one did.
  applied_by           uuid,
  created_at           timestamptz         NOT NULL DEFAULT now(),
  CONSTRAINT vendors__pkey PRIMARY KEY (market_id, id),
  CONSTRAINT vendors__slug_once UNIQUE (market_id, slug)
);
SELECT platform.guard_tenant('catalog.vendors', 'SELECT, INSERT, UPDATE');
CREATE UNIQUE INDEX vendors__one_application ON catalog.vendors (market_id, applied_by) WHERE approval = 'pending';

CREATE TABLE catalog.categories (
  id        uuid  NOT NULL,
  market_id text  NOT NULL DEFAULT current_setting('app.market'),
  slug      text  NOT NULL CONSTRAINT categories__slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name      jsonb NOT NULL,
  picture   text  NOT NULL,
  -- Shelves are shown in this order.
  position  int   NOT NULL,
  CONSTRAINT categories__pkey PRIMARY KEY (market_id, id),
  CONSTRAINT categories__slug_once UNIQUE (market_id, slug)
);
SELECT platform.guard_tenant('catalog.categories', 'SELECT, INSERT, UPDATE');

CREATE TABLE catalog.products (
  id          uuid        NOT NULL,
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  vendor_id   uuid        NOT NULL,
  category_id uuid        NOT NULL,
  slug        text        NOT NULL CONSTRAINT products__slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name        jsonb       NOT NULL CONSTRAINT products__named CHECK (name ? 'en'),
  description jsonb,
  price_minor bigint      NOT NULL CONSTRAINT products__price_sensible CHECK (price_minor BETWEEN 0 AND 1000000000),
  unit        text        NOT NULL,
  picture     text        NOT NULL,
  allergens   text[]      NOT NULL DEFAULT '{}',
  diets       text[]      NOT NULL DEFAULT '{}',
  -- Off the menu for now, by the vendor's wish.
  listed      boolean     NOT NULL DEFAULT true,
  -- Gone for good; the row stays for the orders that name it.
  removed_at  timestamptz,
  created_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT products__pkey PRIMARY KEY (market_id, id),
  CONSTRAINT products__slug_once UNIQUE (market_id, vendor_id, slug),
  CONSTRAINT products__of_a_vendor FOREIGN KEY (market_id, vendor_id) REFERENCES catalog.vendors,
  CONSTRAINT products__in_a_category FOREIGN KEY (market_id, category_id) REFERENCES catalog.categories
);
SELECT platform.guard_tenant('catalog.products', 'SELECT, INSERT, UPDATE');
-- Ids are time-ordered, so a page of a list is one walk along the key or one of these.
CREATE INDEX products__of_category ON catalog.products (category_id, id) WHERE listed AND removed_at IS NULL;
CREATE INDEX products__of_vendor ON catalog.products (vendor_id, id) WHERE removed_at IS NULL;

-- Search: every word of a name, folded to plain lower-case letters, found by its beginning. A text-search index could
-- not be used under row-level security; ordered text can.
CREATE TABLE catalog.words (
  market_id  text             NOT NULL DEFAULT current_setting('app.market'),
  word       text COLLATE "C" NOT NULL,
  vendor_id  uuid             NOT NULL,
  -- Empty for the words of the vendor's own name.
  product_id uuid,
  CONSTRAINT words__once UNIQUE NULLS NOT DISTINCT (market_id, word, product_id, vendor_id),
  CONSTRAINT words__of_a_vendor FOREIGN KEY (market_id, vendor_id) REFERENCES catalog.vendors,
  CONSTRAINT words__of_a_product FOREIGN KEY (market_id, product_id) REFERENCES catalog.products
);
SELECT platform.guard_tenant('catalog.words', 'SELECT, INSERT, DELETE');
CREATE INDEX words__of_vendor ON catalog.words (vendor_id, product_id);

-- Metres along the streets; the same formula as distanceM in modules/pricing/distance.ts, and a test compares them.
-- Not STRICT, so that PostgreSQL can inline it. Differences are rounded to a centimetre, because PostgreSQL treats the
-- square of a tiny number as an error, and one such place would break the list for everybody.
CREATE FUNCTION catalog.distance_m(lat1 float8, lng1 float8, lat2 float8, lng2 float8) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT floor(0.5 + 1.3 * 2 * 6371008.8 * asin(least(1, sqrt(
    power(sind(round((lat2 - lat1) * 1e7) / 2e7), 2) +
    cosd(lat1) * cosd(lat2) * power(sind(round((lng2 - lng1) * 1e7) / 2e7), 2)))))::int
$$;
