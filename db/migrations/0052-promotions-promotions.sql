-- Promotions: what is taken off, for whom, when, how often, and who pays for it.

CREATE SCHEMA promotions;
GRANT USAGE ON SCHEMA promotions TO provender_app, provender_operator;

-- Orders that count as a purchase, for whoever asks whether a customer is new. It shows a reader its own market only.
CREATE VIEW ordering.purchases WITH (security_invoker = true) AS
  SELECT id AS order_id, customer_id, placed_at FROM ordering.orders
   WHERE state NOT IN ('payment_failed', 'declined', 'cancelled', 'expired');
GRANT SELECT ON ordering.purchases TO provender_app, provender_operator;

-- What an order sold, for whoever asks what an offer brought.
CREATE VIEW ordering.sales WITH (security_invoker = true) AS SELECT id AS order_id, goods_minor FROM ordering.orders;
GRANT SELECT ON ordering.sales TO provender_app, provender_operator;

CREATE TABLE promotions.promotions (
  id              uuid        CONSTRAINT promotions__pkey PRIMARY KEY,
  market_id       text        NOT NULL DEFAULT current_setting('app.market'),
  -- Empty: the platform's own, at every vendor.
  vendor_id       uuid,
  name            jsonb       NOT NULL CONSTRAINT promotions__named CHECK (name ? 'en'),
  -- Empty: it applies by itself.
  code            text        CONSTRAINT promotions__code_form CHECK (code ~ '^[A-Z0-9]{3,24}$'),
  -- Whether the storefront tells of it.
  listed          boolean     NOT NULL,
  kind            text        NOT NULL CONSTRAINT promotions__kind
                    CHECK (kind IN ('percentage', 'fixed', 'free_delivery', 'buy_x_get_y', 'bundle')),
  terms           jsonb       NOT NULL,
  product_ids     uuid[],
  audience        text        NOT NULL CONSTRAINT promotions__audience CHECK (audience IN ('everyone', 'new', 'lapsed', 'near', 'group')),
  lapsed_days     int,
  near_m          int,
  group_id        uuid,
  minimum_minor   bigint      NOT NULL,
  stacks          boolean     NOT NULL,
  vendor_share_bp int         NOT NULL CONSTRAINT promotions__share CHECK (vendor_share_bp BETWEEN 0 AND 10000),
  hours           jsonb,
  starts_at       timestamptz NOT NULL,
  ends_at         timestamptz,
  paused          boolean     NOT NULL,
  removed_at      timestamptz,
  budget_minor    bigint,
  most_uses       int,
  per_customer    int,
  per_device      int,
  per_address     int,
  used            int         NOT NULL DEFAULT 0,
  spent_minor     bigint      NOT NULL DEFAULT 0,
  CONSTRAINT promotions__ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT promotions__most_uses CHECK (used BETWEEN 0 AND most_uses),
  CONSTRAINT promotions__within_budget CHECK (spent_minor BETWEEN 0 AND budget_minor)
) WITH (fillfactor = 70);
SELECT platform.guard_tenant('promotions.promotions', 'SELECT, INSERT, UPDATE');
CREATE UNIQUE INDEX promotions__code_once ON promotions.promotions (market_id, code) WHERE code IS NOT NULL AND removed_at IS NULL;
CREATE INDEX promotions__of_market ON promotions.promotions (market_id, vendor_id, id) WHERE removed_at IS NULL;

-- One use of a promotion by one order. Devices and addresses are kept as hashes.
CREATE TABLE promotions.uses (
  promotion_id uuid        NOT NULL CONSTRAINT uses__of_promotion REFERENCES promotions.promotions (id),
  order_id     uuid        NOT NULL,
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  customer_id  uuid        NOT NULL,
  device       text,
  address      text,
  amount_minor bigint      NOT NULL CONSTRAINT uses__amount_positive CHECK (amount_minor > 0),
  vendor_minor bigint      NOT NULL CONSTRAINT uses__vendor_part CHECK (vendor_minor BETWEEN 0 AND amount_minor),
  used_at      timestamptz NOT NULL,
  -- The order came to nothing, so it does not count.
  released_at  timestamptz,
  CONSTRAINT uses__once PRIMARY KEY (order_id, promotion_id)
);
SELECT platform.guard_tenant('promotions.uses', 'SELECT, INSERT, UPDATE');
CREATE INDEX uses__of_customer ON promotions.uses (promotion_id, customer_id) WHERE released_at IS NULL;
CREATE INDEX uses__of_device ON promotions.uses (promotion_id, device) WHERE released_at IS NULL AND device IS NOT NULL;
CREATE INDEX uses__of_address ON promotions.uses (promotion_id, address) WHERE released_at IS NULL AND address IS NOT NULL;

-- Uses promotions for an order, all or none. A promotion with a limit is locked first, so that whoever comes at the same
-- time waits and then counts this use too; one without is not touched, so that a sale for everybody makes nobody wait.
-- p_uses: [{"id": …, "amountMinor": …, "vendorMinor": …}]; taken in order of id, so that no two orders wait in a circle.
CREATE FUNCTION promotions.use(
  p_order_id uuid, p_customer_id uuid, p_device text, p_address text, p_uses jsonb, p_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_use  record;
  v_rule promotions.promotions;
  v_no   text;
BEGIN
  FOR v_use IN
    SELECT * FROM jsonb_to_recordset(p_uses) AS wanted (id uuid, "amountMinor" bigint, "vendorMinor" bigint) ORDER BY id
  LOOP
    SELECT * INTO STRICT v_rule FROM promotions.promotions WHERE id = v_use.id;
    IF num_nonnulls(v_rule.budget_minor, v_rule.most_uses, v_rule.per_customer, v_rule.per_device, v_rule.per_address) > 0 THEN
      SELECT * INTO v_rule FROM promotions.promotions WHERE id = v_use.id FOR NO KEY UPDATE;
      v_no := CASE
        WHEN v_rule.used >= v_rule.most_uses THEN 'promotions__most_uses'
        WHEN v_rule.spent_minor + v_use."amountMinor" > v_rule.budget_minor THEN 'promotions__within_budget'
        WHEN v_rule.per_customer <= (SELECT count(*) FROM promotions.uses u
          WHERE u.promotion_id = v_use.id AND u.customer_id = p_customer_id AND u.released_at IS NULL) THEN 'uses__per_customer'
        WHEN v_rule.per_device <= (SELECT count(*) FROM promotions.uses u
          WHERE u.promotion_id = v_use.id AND u.device = p_device AND u.released_at IS NULL) THEN 'uses__per_device'
        WHEN v_rule.per_address <= (SELECT count(*) FROM promotions.uses u
          WHERE u.promotion_id = v_use.id AND u.address = p_address AND u.released_at IS NULL) THEN 'uses__per_address'
      END;
      IF v_no IS NOT NULL THEN
        RAISE EXCEPTION 'promotion % may not be used again', v_use.id
          USING ERRCODE = '23514', SCHEMA = 'promotions', TABLE = split_part(v_no, '__', 1), CONSTRAINT = v_no;
      END IF;
      UPDATE promotions.promotions SET used = used + 1, spent_minor = spent_minor + v_use."amountMinor" WHERE id = v_use.id;
    END IF;
    INSERT INTO promotions.uses (promotion_id, order_id, customer_id, device, address, amount_minor, vendor_minor, used_at)
    VALUES (v_use.id, p_order_id, p_customer_id, p_device, p_address, v_use."amountMinor", v_use."vendorMinor", p_at);
  END LOOP;
END $$;

-- Gives back what an order used, because it came to nothing. Safe to repeat.
CREATE FUNCTION promotions.release(p_order_id uuid, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_use record;
BEGIN
  FOR v_use IN
    SELECT promotion_id, amount_minor FROM promotions.uses
     WHERE order_id = p_order_id AND released_at IS NULL ORDER BY promotion_id
  LOOP
    UPDATE promotions.promotions
       SET used = greatest(0, used - 1), spent_minor = greatest(0, spent_minor - v_use.amount_minor)
     WHERE id = v_use.promotion_id AND num_nonnulls(budget_minor, most_uses, per_customer, per_device, per_address) > 0;
    UPDATE promotions.uses SET released_at = p_at WHERE order_id = p_order_id AND promotion_id = v_use.promotion_id;
  END LOOP;
END $$;
