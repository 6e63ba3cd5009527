-- What makes a price other than the one on the label: rules, groups of customers, what goes on in the town, how much is
-- asked for; and what every price has been, because a discount is measured by the past.

CREATE SCHEMA pricing;
GRANT USAGE ON SCHEMA pricing TO provender_app, provender_operator;

CREATE TABLE pricing.groups (
  id        uuid  CONSTRAINT groups__pkey PRIMARY KEY,
  market_id text  NOT NULL DEFAULT current_setting('app.market'),
  name      jsonb NOT NULL CONSTRAINT groups__named CHECK (name ? 'en')
);
SELECT platform.guard_tenant('pricing.groups');

CREATE TABLE pricing.group_members (
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  customer_id uuid        NOT NULL,
  group_id    uuid        NOT NULL CONSTRAINT group_members__of_group REFERENCES pricing.groups (id) ON DELETE CASCADE,
  added_at    timestamptz NOT NULL,
  CONSTRAINT group_members__once PRIMARY KEY (market_id, customer_id, group_id)
);
SELECT platform.guard_tenant('pricing.group_members');
CREATE INDEX group_members__of_group_index ON pricing.group_members (group_id, customer_id);

-- Without a vendor a rule is the market's, for everybody's products.
CREATE TABLE pricing.rules (
  id            uuid        CONSTRAINT rules__pkey PRIMARY KEY,
  market_id     text        NOT NULL DEFAULT current_setting('app.market'),
  vendor_id     uuid,
  name          jsonb       NOT NULL CONSTRAINT rules__named CHECK (name ? 'en'),
  kind          text        NOT NULL CONSTRAINT rules__kind CHECK (kind IN ('group', 'bulk', 'hours', 'demand', 'condition')),
  -- Empty: all of them.
  product_ids   uuid[],
  group_id      uuid        CONSTRAINT rules__for_group REFERENCES pricing.groups (id),
  hours         jsonb,
  -- [{"atLeast": 5, "changeBp": -1000}, {"condition": "rain", "changeBp": 500}, {"priceMinor": 900}]
  steps         jsonb       NOT NULL CONSTRAINT rules__steps_form CHECK (jsonb_typeof(steps) = 'array'),
  floor_minor   bigint,
  ceiling_minor bigint,
  starts_at     timestamptz NOT NULL,
  ends_at       timestamptz,
  paused        boolean     NOT NULL DEFAULT false,
  removed_at    timestamptz,
  CONSTRAINT rules__floor_below_ceiling CHECK (floor_minor >= 0 AND floor_minor <= ceiling_minor),
  CONSTRAINT rules__ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT rules__for_group_known CHECK ((kind = 'group') = (group_id IS NOT NULL))
);
SELECT platform.guard_tenant('pricing.rules', 'SELECT, INSERT, UPDATE');
CREATE INDEX rules__of_market ON pricing.rules (market_id, vendor_id, id) WHERE removed_at IS NULL;

CREATE TABLE pricing.conditions (
  market_id text        NOT NULL DEFAULT current_setting('app.market'),
  condition text        NOT NULL,
  until     timestamptz NOT NULL,
  set_by    text        NOT NULL,
  CONSTRAINT conditions__pkey PRIMARY KEY (market_id, condition)
);
SELECT platform.guard_tenant('pricing.conditions');

-- How many were ordered, by ten minutes.
CREATE TABLE pricing.demand (
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  product_id uuid        NOT NULL,
  began_at   timestamptz NOT NULL,
  quantity   int         NOT NULL,
  CONSTRAINT demand__pkey PRIMARY KEY (market_id, product_id, began_at)
) WITH (fillfactor = 70);
SELECT platform.guard_tenant('pricing.demand');
CREATE INDEX demand__age ON pricing.demand (market_id, began_at);

-- Every price that was asked of everybody, from when on. The database notes a changed label itself, so that no way of
-- changing it can forget to.
CREATE TABLE pricing.history (
  id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT history__pkey PRIMARY KEY,
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  product_id  uuid        NOT NULL,
  from_at     timestamptz NOT NULL,
  price_minor bigint      NOT NULL,
  -- The rule behind it; empty for the price on the label.
  rule_id     uuid
);
SELECT platform.guard_tenant('pricing.history', 'SELECT, INSERT');
CREATE INDEX history__of_product ON pricing.history (product_id, from_at);

-- What lists show of products whose price is not the one on their label just now.
CREATE TABLE pricing.shown (
  product_id   uuid        CONSTRAINT shown__pkey PRIMARY KEY,
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  price_minor  bigint      NOT NULL,
  list_minor   bigint      NOT NULL,
  -- The lowest price of the 30 days before this one began (Directive 98/6/EC, article 6a).
  lowest_minor bigint,
  rule_id      uuid        NOT NULL,
  name         jsonb       NOT NULL,
  since        timestamptz NOT NULL
);
SELECT platform.guard_tenant('pricing.shown');

-- What other modules' SQL may see of it, under names of its own; it shows a reader its own market only.
CREATE VIEW pricing.shown_prices WITH (security_invoker = true) AS
  SELECT product_id AS shown_product_id, price_minor AS shown_minor, list_minor AS shown_list_minor,
         lowest_minor AS shown_lowest_minor, name AS shown_name FROM pricing.shown;
GRANT SELECT ON pricing.shown_prices TO provender_app, provender_operator;

CREATE FUNCTION pricing.note_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO pricing.history (market_id, product_id, from_at, price_minor)
    SELECT market_id, id, created_at, price_minor FROM fresh;
  ELSE
    INSERT INTO pricing.history (market_id, product_id, from_at, price_minor)
    SELECT fresh.market_id, fresh.id, now(), fresh.price_minor FROM fresh JOIN stale USING (market_id, id)
     WHERE fresh.price_minor <> stale.price_minor;
  END IF;

  RETURN NULL;
END $$;
CREATE TRIGGER note_label AFTER INSERT ON catalog.products REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION pricing.note_label();
CREATE TRIGGER note_changed_label AFTER UPDATE ON catalog.products REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION pricing.note_label();

ALTER TABLE catalog.products NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pricing.history NO FORCE ROW LEVEL SECURITY;
INSERT INTO pricing.history (market_id, product_id, from_at, price_minor)
SELECT market_id, id, created_at, price_minor FROM catalog.products ORDER BY id;
ALTER TABLE catalog.products FORCE ROW LEVEL SECURITY;
ALTER TABLE pricing.history FORCE ROW LEVEL SECURITY;
