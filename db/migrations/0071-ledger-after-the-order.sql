-- Money after the order: refunds and who pays for them, debts netted from later earnings, transfers between customers,
-- payouts, tips, missing cash, frozen wallets. Each is a flow like those of 0007: one call, under a key of its own, safe
-- to repeat. Lock order as there: the order's funds, the refund or payout, then accounts ascending.

CREATE TYPE ledger.funder AS ENUM ('vendor', 'rider', 'platform', 'promotion');
CREATE TYPE ledger.refund_state AS ENUM ('done', 'sending', 'sent', 'returned');

-- What was given back of a delivered order, part by part. Summed under the order's lock, so that all refunds together
-- never exceed a part, and never what the customer paid.
--   tax, discount and commission follow the parts cumulatively (floored), so the last refund takes the exact remainder.
--   goods_of_vendor_minor  the part of the goods that the vendor pays back; only for that he gets commission back
CREATE TABLE ledger.order_refunds (
  refund_id             uuid                CONSTRAINT order_refunds__pkey PRIMARY KEY,
  market_id             text                NOT NULL DEFAULT current_setting('app.market'),
  order_id              uuid                NOT NULL,
  state                 ledger.refund_state NOT NULL,
  goods_minor           bigint              NOT NULL,
  goods_of_vendor_minor bigint              NOT NULL,
  delivery_minor        bigint              NOT NULL,
  fees_minor            bigint              NOT NULL,
  tax_minor             bigint              NOT NULL,
  discount_minor        bigint              NOT NULL,
  goodwill_minor        bigint              NOT NULL,
  commission_minor      bigint              NOT NULL,
  goods_by              ledger.funder       NOT NULL,
  delivery_by           ledger.funder       NOT NULL,
  amount_minor          bigint              NOT NULL,
  to_source_minor       bigint              NOT NULL,
  -- The capture whose money goes back the way it came.
  capture_id            bigint,
  transit_account       bigint,
  refunded_at           timestamptz         NOT NULL DEFAULT now(),
  CONSTRAINT order_refunds__parts_not_negative CHECK
    (least(goods_minor, delivery_minor, fees_minor, tax_minor, discount_minor, goodwill_minor, commission_minor, goods_minor - commission_minor) >= 0),
  CONSTRAINT order_refunds__amount_adds_up CHECK
    (amount_minor > 0 AND amount_minor = goods_minor + delivery_minor + fees_minor + tax_minor - discount_minor + goodwill_minor),
  CONSTRAINT order_refunds__source_fits CHECK
    (to_source_minor BETWEEN 0 AND amount_minor AND (to_source_minor > 0) = (capture_id IS NOT NULL) AND (to_source_minor > 0) = (state <> 'done'))
);
SELECT platform.guard_tenant('ledger.order_refunds', 'SELECT');
CREATE INDEX order_refunds__of_order ON ledger.order_refunds (order_id);
CREATE INDEX order_refunds__of_capture ON ledger.order_refunds (capture_id) WHERE capture_id IS NOT NULL;
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON ledger.order_refunds
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.forbid_change();

-- ---- debts -----------------------------------------------------------------------------------------------------------

-- Holds these accounts, ascending, before anything is decided on their balances.
CREATE FUNCTION ledger.hold(p_accounts bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ledger.accounts a WHERE a.id = ANY (p_accounts) ORDER BY a.id FOR NO KEY UPDATE;
END $$;

-- Legs that take p_amount_minor from a wallet that is held, and what it lacks from the owner's receivable: he owes it,
-- and his next earnings pay it. A frozen wallet pays nothing, so its owner owes all of it.
CREATE FUNCTION ledger.legs_from(p_wallet bigint, p_receivable bigint, p_amount_minor bigint) RETURNS ledger.leg[] LANGUAGE plpgsql AS $$
DECLARE
  v_from_wallet bigint;
BEGIN
  SELECT CASE a.state WHEN 'open' THEN least(p_amount_minor, greatest(a.balance_minor, 0)) ELSE 0 END
    INTO v_from_wallet FROM ledger.accounts a WHERE a.id = p_wallet;

  RETURN ARRAY[(p_wallet, -v_from_wallet), (p_receivable, v_from_wallet - p_amount_minor)]::ledger.leg[];
END $$;

-- Legs that give p_amount_minor to an owner: first against what he owes, the rest into his wallet.
CREATE FUNCTION ledger.legs_to(p_wallet bigint, p_receivable bigint, p_amount_minor bigint) RETURNS ledger.leg[] LANGUAGE plpgsql AS $$
DECLARE
  v_to_debt bigint := 0;
BEGIN
  IF p_receivable IS NOT NULL THEN
    SELECT least(p_amount_minor, -a.balance_minor) INTO v_to_debt FROM ledger.accounts a WHERE a.id = p_receivable;
  END IF;

  RETURN ARRAY[(p_receivable, v_to_debt), (p_wallet, p_amount_minor - v_to_debt)]::ledger.leg[];
END $$;

-- The receivable of a wallet's owner if he owes something at this moment, else NULL. Read without a lock: a debt made a
-- moment later is netted from the earnings after these.
CREATE FUNCTION ledger.debt_beside(p_wallet bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_id bigint;
BEGIN
  SELECT debt.id INTO v_id FROM ledger.accounts a
    JOIN ledger.accounts debt ON debt.market_id = a.market_id AND debt.owner_id = a.owner_id AND debt.kind = 'receivable'
                             AND debt.currency = a.currency AND debt.owner_kind = a.owner_kind
   WHERE a.id = p_wallet AND debt.balance_minor < 0;

  RETURN v_id;
END $$;

-- As in 0007, but what vendor and rider owe is taken off what they earn, in the same transfer.
CREATE OR REPLACE FUNCTION ledger.settle(
  p_order_id uuid, p_actor text DEFAULT 'system',
  OUT transfer_id bigint, OUT replayed boolean, OUT vendor_minor bigint, OUT rider_minor bigint, OUT platform_minor bigint
) LANGUAGE plpgsql AS $$
DECLARE
  v_order       ledger.order_funds := ledger.lock_order(p_order_id);
  v_kind        ledger.transfer_kind := CASE v_order.payment WHEN 'cash' THEN 'cash_settlement' ELSE 'settlement' END;
  v_owed        bigint := v_order.commission_minor + v_order.fees_minor - v_order.discount_minor;
  v_vendor_debt bigint;
  v_rider_debt  bigint;
  v_legs        ledger.leg[];
BEGIN
  vendor_minor := v_order.goods_minor - v_order.commission_minor + v_order.tax_minor;
  rider_minor := v_order.delivery_minor;
  platform_minor := v_owed;
  replayed := v_order.state = 'delivered';
  IF replayed THEN
    SELECT t.id INTO transfer_id FROM ledger.transfers t WHERE t.key = 'settlement:' || p_order_id;
    RETURN;
  ELSIF v_order.state <> (CASE v_order.payment WHEN 'cash' THEN 'pending' ELSE 'paid' END)::ledger.order_state THEN
    PERFORM ledger.refuse('order_funds__state', format('order %s cannot be settled, it is %s', p_order_id, v_order.state));
  ELSIF v_order.delivery_minor > 0 AND v_order.rider_account IS NULL THEN
    PERFORM ledger.refuse('order_funds__rider_known', format('nobody is there to be paid for delivering order %s', p_order_id));
  END IF;

  IF v_order.payment = 'cash' AND v_order.carried_by IS NULL THEN
    v_legs := CASE WHEN v_owed > 0 THEN ARRAY[(ledger.account_of('vendor', (SELECT a.owner_id FROM ledger.accounts a WHERE a.id = v_order.vendor_account),
                                                                 'receivable', v_order.currency), -v_owed)]::ledger.leg[]
                   ELSE ARRAY[(v_order.vendor_account, -v_owed)]::ledger.leg[] END;
  ELSE
    v_vendor_debt := ledger.debt_beside(v_order.vendor_account);
    v_rider_debt := ledger.debt_beside(v_order.rider_account);
    IF v_vendor_debt IS NOT NULL OR v_rider_debt IS NOT NULL THEN
      PERFORM ledger.hold(ARRAY[v_order.escrow_account, v_order.carried_by, v_order.vendor_account, v_vendor_debt, v_order.rider_account, v_rider_debt]);
    END IF;
    v_legs := ARRAY[(coalesce(v_order.carried_by, v_order.escrow_account), -v_order.total_minor)]::ledger.leg[]
              || ledger.legs_to(v_order.vendor_account, v_vendor_debt, vendor_minor)
              || ledger.legs_to(v_order.rider_account, v_rider_debt, rider_minor);
  END IF;
  IF v_order.commission_minor > 0 THEN
    v_legs := v_legs || (ledger.platform_account('commission', v_order.currency), v_order.commission_minor)::ledger.leg;
  END IF;
  IF v_order.fees_minor > 0 THEN
    v_legs := v_legs || (ledger.platform_account('fees', v_order.currency), v_order.fees_minor)::ledger.leg;
  END IF;
  IF v_order.discount_minor > 0 THEN
    v_legs := v_legs || (ledger.platform_account('promotions', v_order.currency), -v_order.discount_minor)::ledger.leg;
  END IF;

  UPDATE ledger.order_funds o SET state = 'delivered', carried_by = NULL WHERE o.order_id = p_order_id;
  SELECT posted.transfer_id INTO transfer_id
    FROM ledger.post('settlement:' || p_order_id, v_kind, p_order_id, v_order.currency, v_legs, p_actor) posted;
END $$;

-- ---- refunds ---------------------------------------------------------------------------------------------------------

-- The part of p_whole that belongs to p_done of p_of, floored: what a share has come to when so much of it is done.
CREATE FUNCTION ledger.share_of(p_whole bigint, p_done bigint, p_of bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  $$ SELECT CASE WHEN p_of = 0 THEN 0 ELSE floor(p_whole::numeric * p_done / p_of)::bigint END $$;

-- Gives part or all of a delivered order back to its customer: at most p_source_minor of it the way it came (it waits in transit
-- until the provider has answered), the rest to his wallet. p_goods_by pays for goods and tax, p_delivery_by for the
-- delivery; fees come out of the platform's fees, goodwill out of its promotions. A vendor gets back the commission on
-- goods that he pays for; a discount that the platform gave returns to it in proportion.
CREATE FUNCTION ledger.refund(
  p_refund_id uuid, p_order_id uuid, p_goods_minor bigint, p_delivery_minor bigint, p_fees_minor bigint, p_goodwill_minor bigint,
  p_goods_by ledger.funder, p_delivery_by ledger.funder, p_capture_id bigint, p_source_minor bigint, p_actor text DEFAULT 'system',
  OUT transfer_id bigint, OUT replayed boolean, OUT amount_minor bigint, OUT to_wallet_minor bigint, OUT to_source_minor bigint
) LANGUAGE plpgsql AS $$
DECLARE
  v_order    ledger.order_funds := ledger.lock_order(p_order_id);
  v_before   ledger.order_refunds;
  v_done     record;
  v_currency text := v_order.currency;
  v_goods    bigint := 0;
  v_tax      bigint;
  v_discount bigint;
  v_commission bigint;
  v_source   bigint := coalesce(p_source_minor, 0);
  v_of       jsonb;
  v_promotion bigint;
  v_platform bigint;
  v_vendor_debt bigint;
  v_rider_debt bigint;
  v_transit  bigint;
  v_legs     ledger.leg[];
BEGIN
  SELECT * INTO v_before FROM ledger.order_refunds r WHERE r.refund_id = p_refund_id;
  replayed := FOUND;
  IF replayed THEN
    IF (v_before.order_id, v_before.goods_minor, v_before.delivery_minor, v_before.fees_minor, v_before.goodwill_minor, v_before.goods_by, v_before.delivery_by)
       <> (p_order_id, p_goods_minor, p_delivery_minor, p_fees_minor, p_goodwill_minor, p_goods_by, p_delivery_by) THEN
      PERFORM ledger.refuse('transfers__same_key_same_legs', format('refund %s was made before, of something else', p_refund_id));
    END IF;
    SELECT t.id INTO transfer_id FROM ledger.transfers t WHERE t.key = 'refund:' || p_refund_id;
    amount_minor := v_before.amount_minor;
    to_source_minor := v_before.to_source_minor;
    to_wallet_minor := amount_minor - to_source_minor;
    RETURN;
  ELSIF v_order.state <> 'delivered' THEN
    PERFORM ledger.refuse('order_funds__state', format('order %s cannot be refunded, it is %s', p_order_id, v_order.state));
  END IF;

  SELECT coalesce(sum(r.goods_minor), 0)::bigint AS goods, coalesce(sum(r.goods_of_vendor_minor), 0)::bigint AS goods_of_vendor,
         coalesce(sum(r.delivery_minor), 0)::bigint AS delivery, coalesce(sum(r.fees_minor), 0)::bigint AS fees,
         coalesce(sum(r.tax_minor), 0)::bigint AS tax, coalesce(sum(r.discount_minor), 0)::bigint AS discount,
         coalesce(sum(r.commission_minor), 0)::bigint AS commission, coalesce(sum(r.amount_minor), 0)::bigint AS amount
    INTO v_done FROM ledger.order_refunds r WHERE r.order_id = p_order_id;
  v_tax := ledger.share_of(v_order.tax_minor, v_done.goods + v_done.delivery + p_goods_minor + p_delivery_minor,
                           v_order.goods_minor + v_order.delivery_minor) - v_done.tax;
  v_discount := ledger.share_of(v_order.discount_minor,
                  v_done.goods + v_done.delivery + v_done.fees + v_done.tax + p_goods_minor + p_delivery_minor + p_fees_minor + v_tax,
                  v_order.goods_minor + v_order.delivery_minor + v_order.fees_minor + v_order.tax_minor) - v_done.discount;
  v_goods := CASE p_goods_by WHEN 'vendor' THEN p_goods_minor ELSE 0 END;
  v_commission := ledger.share_of(v_order.commission_minor, v_done.goods_of_vendor + v_goods, v_order.goods_minor) - v_done.commission;
  amount_minor := p_goods_minor + p_delivery_minor + p_fees_minor + v_tax - v_discount + p_goodwill_minor;
  v_source := least(v_source, amount_minor);
  IF least(p_goods_minor, p_delivery_minor, p_fees_minor, p_goodwill_minor, v_source) < 0 OR amount_minor <= 0
     OR v_done.goods + p_goods_minor > v_order.goods_minor OR v_done.delivery + p_delivery_minor > v_order.delivery_minor
     OR v_done.fees + p_fees_minor > v_order.fees_minor OR v_done.amount + amount_minor > v_order.total_minor THEN
    PERFORM ledger.refuse('order_refunds__within_the_order', 'more than is left of the order, or nothing');
  ELSIF p_delivery_by = 'rider' AND p_delivery_minor > 0 AND v_order.rider_account IS NULL THEN
    PERFORM ledger.refuse('order_funds__rider_known', format('no rider delivered order %s', p_order_id));
  ELSIF v_source > 0 AND v_source > coalesce((SELECT sum(e.amount_minor) FROM ledger.entries e JOIN ledger.transfers t ON t.id = e.transfer_id
                                               WHERE t.id = p_capture_id AND t.order_id = p_order_id AND t.kind = 'capture' AND e.account_id = v_order.escrow_account), 0)
                         - (SELECT coalesce(sum(r.to_source_minor), 0) FROM ledger.order_refunds r WHERE r.capture_id = p_capture_id AND r.state <> 'returned') THEN
    PERFORM ledger.refuse('order_refunds__within_the_capture', 'more than that payment brought to the order');
  END IF;
  to_source_minor := v_source;
  to_wallet_minor := amount_minor - v_source;

  -- What each of the four pays for goods with tax, and for the delivery.
  SELECT jsonb_object_agg(f.funder, CASE WHEN f.funder = p_goods_by THEN p_goods_minor + v_tax ELSE 0 END
                                    + CASE WHEN f.funder = p_delivery_by THEN p_delivery_minor ELSE 0 END)
    INTO v_of FROM unnest(enum_range(NULL::ledger.funder)) AS f (funder);
  IF (v_of ->> 'vendor')::bigint > v_commission THEN
    v_vendor_debt := ledger.account_of('vendor', (SELECT a.owner_id FROM ledger.accounts a WHERE a.id = v_order.vendor_account), 'receivable', v_currency);
  END IF;
  IF (v_of ->> 'rider')::bigint > 0 THEN
    v_rider_debt := ledger.account_of('rider', (SELECT a.owner_id FROM ledger.accounts a WHERE a.id = v_order.rider_account), 'receivable', v_currency);
  END IF;
  IF v_source > 0 THEN
    v_transit := ledger.account_of('refund', p_refund_id, 'transit', v_currency);
  END IF;
  PERFORM ledger.hold(ARRAY[v_order.customer_account, v_order.vendor_account, v_vendor_debt, v_order.rider_account, v_rider_debt]);

  v_legs := ARRAY[(v_order.customer_account, to_wallet_minor), (v_transit, v_source)]::ledger.leg[];
  IF v_vendor_debt IS NOT NULL THEN
    v_legs := v_legs || ledger.legs_from(v_order.vendor_account, v_vendor_debt, (v_of ->> 'vendor')::bigint - v_commission);
  END IF;
  IF v_rider_debt IS NOT NULL THEN
    v_legs := v_legs || ledger.legs_from(v_order.rider_account, v_rider_debt, (v_of ->> 'rider')::bigint);
  END IF;
  v_platform := (v_of ->> 'platform')::bigint;
  v_promotion := (v_of ->> 'promotion')::bigint + p_goodwill_minor - v_discount;
  IF v_platform <> 0 THEN
    v_legs := v_legs || (ledger.platform_account('refunds', v_currency), -v_platform)::ledger.leg;
  END IF;
  IF v_promotion <> 0 THEN
    v_legs := v_legs || (ledger.platform_account('promotions', v_currency), -v_promotion)::ledger.leg;
  END IF;
  IF v_commission <> 0 THEN
    v_legs := v_legs || (ledger.platform_account('commission', v_currency), -v_commission)::ledger.leg;
  END IF;
  IF p_fees_minor <> 0 THEN
    v_legs := v_legs || (ledger.platform_account('fees', v_currency), -p_fees_minor)::ledger.leg;
  END IF;

  INSERT INTO ledger.order_refunds (refund_id, order_id, state, goods_minor, goods_of_vendor_minor, delivery_minor, fees_minor, tax_minor, discount_minor,
                                    goodwill_minor, commission_minor, goods_by, delivery_by, amount_minor, to_source_minor, capture_id, transit_account)
  VALUES (p_refund_id, p_order_id, CASE WHEN v_source > 0 THEN 'sending'::ledger.refund_state ELSE 'done' END, p_goods_minor, v_goods, p_delivery_minor,
          p_fees_minor, v_tax, v_discount, p_goodwill_minor, v_commission, p_goods_by, p_delivery_by, amount_minor, v_source,
          CASE WHEN v_source > 0 THEN p_capture_id END, v_transit);
  SELECT posted.transfer_id INTO transfer_id
    FROM ledger.post('refund:' || p_refund_id, 'refund', p_order_id, v_currency, v_legs, p_actor) posted;
END $$;

-- Ends a refund that was sent the way the money came: the provider has paid it out, or has said for good that it cannot,
-- and then it goes to the customer's wallet.
CREATE FUNCTION ledger.end_refund(
  p_refund_id uuid, p_sent boolean, p_actor text DEFAULT 'system', OUT transfer_id bigint, OUT replayed boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_order_id uuid;
  v_order    ledger.order_funds;
  v_refund   ledger.order_refunds;
  v_to       bigint;
  v_end      ledger.refund_state := CASE WHEN p_sent THEN 'sent' ELSE 'returned' END;
BEGIN
  SELECT r.order_id INTO v_order_id FROM ledger.order_refunds r WHERE r.refund_id = p_refund_id;
  v_order := ledger.lock_order(v_order_id);
  SELECT * INTO v_refund FROM ledger.order_refunds r WHERE r.refund_id = p_refund_id FOR NO KEY UPDATE;
  replayed := v_refund.state = v_end;
  IF replayed THEN
    SELECT t.id INTO transfer_id FROM ledger.transfers t WHERE t.key = 'refund_' || v_end || ':' || p_refund_id;
    RETURN;
  ELSIF v_refund.state <> 'sending' THEN
    PERFORM ledger.refuse('order_funds__state', format('refund %s is %s already', p_refund_id, v_refund.state));
  END IF;

  IF p_sent THEN
    SELECT e.account_id INTO STRICT v_to FROM ledger.entries e JOIN ledger.accounts a ON a.id = e.account_id
     WHERE e.transfer_id = v_refund.capture_id AND a.kind = 'clearing';
  ELSE
    v_to := v_order.customer_account;
  END IF;
  UPDATE ledger.order_refunds r SET state = v_end WHERE r.refund_id = p_refund_id;
  SELECT posted.transfer_id INTO transfer_id
    FROM ledger.post('refund_' || v_end || ':' || p_refund_id, ('refund_' || v_end)::ledger.transfer_kind, v_refund.order_id, v_order.currency,
                     ARRAY[(v_refund.transit_account, -v_refund.to_source_minor), (v_to, v_refund.to_source_minor)]::ledger.leg[], p_actor) posted;
END $$;

-- ---- wallets ---------------------------------------------------------------------------------------------------------

-- From one customer's wallet to another's.
CREATE FUNCTION ledger.wallet_transfer(
  p_id uuid, p_from uuid, p_to uuid, p_amount_minor bigint, p_currency text, p_actor text DEFAULT 'system',
  OUT transfer_id bigint, OUT replayed boolean
) LANGUAGE plpgsql AS $$
BEGIN
  IF p_amount_minor <= 0 OR p_from = p_to THEN
    PERFORM ledger.refuse('transfers__amount_positive', 'a transfer moves more than nothing, to somebody else');
  END IF;
  SELECT posted.transfer_id, posted.replayed INTO transfer_id, replayed
    FROM ledger.post('wallet_transfer:' || p_id, 'wallet_transfer', NULL, p_currency,
                     ARRAY[(ledger.account_of('customer', least(p_from, p_to), 'wallet', p_currency), CASE WHEN p_from < p_to THEN -p_amount_minor ELSE p_amount_minor END),
                           (ledger.account_of('customer', greatest(p_from, p_to), 'wallet', p_currency), CASE WHEN p_from < p_to THEN p_amount_minor ELSE -p_amount_minor END)]::ledger.leg[],
                     p_actor) posted;
END $$;

-- Freezes or opens somebody's wallets, in every currency. A frozen wallet receives and does not pay.
CREATE FUNCTION ledger.set_wallet_state(p_owner_kind ledger.owner_kind, p_owner_id uuid, p_currency text, p_state ledger.account_state) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_count int;
BEGIN
  PERFORM ledger.account_of(p_owner_kind, p_owner_id, 'wallet', p_currency);
  UPDATE ledger.accounts a SET state = p_state
   WHERE a.owner_kind = p_owner_kind AND a.owner_id = p_owner_id AND a.kind = 'wallet' AND a.state <> p_state;
  GET DIAGNOSTICS v_count = ROW_COUNT;

  RETURN v_count;
END $$;

-- From a customer's wallet straight to the rider who brought the order.
CREATE FUNCTION ledger.tip(
  p_tip_id uuid, p_order_id uuid, p_amount_minor bigint, p_actor text DEFAULT 'system', OUT transfer_id bigint, OUT replayed boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_order ledger.order_funds := ledger.lock_order(p_order_id);
BEGIN
  IF p_amount_minor <= 0 THEN
    PERFORM ledger.refuse('transfers__amount_positive', 'a tip moves more than nothing');
  ELSIF v_order.state <> 'delivered' THEN
    PERFORM ledger.refuse('order_funds__state', format('order %s takes no tip, it is %s', p_order_id, v_order.state));
  ELSIF v_order.rider_account IS NULL THEN
    PERFORM ledger.refuse('order_funds__rider_known', format('no rider delivered order %s', p_order_id));
  END IF;
  SELECT posted.transfer_id, posted.replayed INTO transfer_id, replayed
    FROM ledger.post('tip:' || p_tip_id, 'tip', p_order_id, v_order.currency,
                     ARRAY[(v_order.customer_account, -p_amount_minor), (v_order.rider_account, p_amount_minor)]::ledger.leg[], p_actor) posted;
END $$;

-- ---- payouts ---------------------------------------------------------------------------------------------------------

-- Sets money of a vendor or rider aside for a payout. What he owes (commissions of cash orders, refunds, cash in hand)
-- stays behind: only what is left after it may go.
CREATE FUNCTION ledger.reserve_payout(
  p_payout_id uuid, p_owner_kind ledger.owner_kind, p_owner_id uuid, p_amount_minor bigint, p_currency text, p_actor text DEFAULT 'system',
  OUT transfer_id bigint, OUT replayed boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_wallet bigint;
  v_key    text := 'payout_reserved:' || p_payout_id;
  v_left   bigint;
BEGIN
  IF p_amount_minor <= 0 OR p_owner_kind NOT IN ('vendor', 'rider') THEN
    PERFORM ledger.refuse('transfers__amount_positive', 'a payout moves more than nothing, to a vendor or rider');
  END IF;
  v_wallet := ledger.account_of(p_owner_kind, p_owner_id, 'wallet', p_currency);
  PERFORM FROM ledger.accounts a
   WHERE a.owner_kind = p_owner_kind AND a.owner_id = p_owner_id AND a.currency = p_currency ORDER BY a.id FOR NO KEY UPDATE;
  transfer_id := ledger.done_before(v_key, 'payout_reserved', NULL, p_currency, p_amount_minor);
  replayed := transfer_id IS NOT NULL;
  IF replayed THEN
    RETURN;
  END IF;

  SELECT sum(a.balance_minor) INTO v_left FROM ledger.accounts a
   WHERE a.owner_kind = p_owner_kind AND a.owner_id = p_owner_id AND a.currency = p_currency;
  IF v_left < p_amount_minor THEN
    PERFORM ledger.refuse('accounts__sufficient_funds', 'less than that is left after what is owed');
  END IF;
  SELECT posted.transfer_id INTO transfer_id
    FROM ledger.post(v_key, 'payout_reserved', NULL, p_currency,
                     ARRAY[(v_wallet, -p_amount_minor), (ledger.account_of('payout', p_payout_id, 'transit', p_currency), p_amount_minor)]::ledger.leg[],
                     p_actor) posted;
END $$;

-- Ends a payout: sent (p_fee_minor of it is the platform's fee, the rest has left through the provider), or not, and
-- then all of it goes back to the wallet. A payout ends once.
CREATE FUNCTION ledger.end_payout(
  p_payout_id uuid, p_sent boolean, p_provider text, p_fee_minor bigint, p_actor text DEFAULT 'system', OUT transfer_id bigint, OUT replayed boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_transit ledger.accounts;
  v_wallet  bigint;
  v_amount  bigint;
  v_legs    ledger.leg[];
BEGIN
  SELECT * INTO v_transit FROM ledger.accounts a WHERE a.owner_kind = 'payout' AND a.owner_id = p_payout_id AND a.kind = 'transit' FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM ledger.refuse('order_funds__known', format('no money was set aside for payout %s', p_payout_id));
  END IF;
  SELECT t.id INTO transfer_id FROM ledger.transfers t
   WHERE t.key = CASE WHEN p_sent THEN 'payout_sent:' ELSE 'payout_returned:' END || p_payout_id;
  replayed := FOUND;
  IF replayed THEN
    RETURN;
  ELSIF v_transit.balance_minor = 0 THEN
    PERFORM ledger.refuse('order_funds__state', format('payout %s has ended another way', p_payout_id));
  END IF;

  v_amount := v_transit.balance_minor;
  IF p_sent THEN
    IF p_fee_minor NOT BETWEEN 0 AND v_amount - 1 THEN
      PERFORM ledger.refuse('transfers__amount_positive', 'a payout is more than its fee');
    END IF;
    v_legs := ARRAY[(v_transit.id, -v_amount), (ledger.clearing_account(p_provider, v_transit.currency), v_amount - p_fee_minor)]::ledger.leg[];
    IF p_fee_minor > 0 THEN
      v_legs := v_legs || (ledger.platform_account('fees', v_transit.currency), p_fee_minor)::ledger.leg;
    END IF;
  ELSE
    SELECT e.account_id INTO STRICT v_wallet FROM ledger.transfers t JOIN ledger.entries e ON e.transfer_id = t.id
     WHERE t.key = 'payout_reserved:' || p_payout_id AND e.amount_minor < 0;
    v_legs := ARRAY[(v_transit.id, -v_amount), (v_wallet, v_amount)]::ledger.leg[];
  END IF;
  SELECT posted.transfer_id INTO transfer_id
    FROM ledger.post(CASE WHEN p_sent THEN 'payout_sent:' ELSE 'payout_returned:' END || p_payout_id,
                     CASE WHEN p_sent THEN 'payout_sent'::ledger.transfer_kind ELSE 'payout_returned' END, NULL, v_transit.currency, v_legs, p_actor) posted;
END $$;

-- ---- cash ------------------------------------------------------------------------------------------------------------

-- Cash a rider took and cannot hand in. He bears it (out of his wallet, or he goes on owing it there), or the platform.
CREATE FUNCTION ledger.book_cash_difference(
  p_id uuid, p_rider_id uuid, p_amount_minor bigint, p_currency text, p_by_rider boolean, p_actor text DEFAULT 'system',
  OUT transfer_id bigint, OUT replayed boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_key    text := 'cash_difference:' || p_id;
  v_cash   bigint := ledger.account_of('rider', p_rider_id, 'cash_in_hand', p_currency);
  v_wallet bigint := ledger.account_of('rider', p_rider_id, 'wallet', p_currency);
  v_debt   bigint := ledger.account_of('rider', p_rider_id, 'receivable', p_currency);
BEGIN
  IF p_amount_minor <= 0 THEN
    PERFORM ledger.refuse('transfers__amount_positive', 'a difference is more than nothing');
  END IF;
  PERFORM ledger.hold(ARRAY[v_cash, v_wallet, v_debt]);
  transfer_id := ledger.done_before(v_key, 'cash_difference', NULL, p_currency, p_amount_minor);
  replayed := transfer_id IS NOT NULL;
  IF replayed THEN
    RETURN;
  END IF;

  SELECT posted.transfer_id INTO transfer_id
    FROM ledger.post(v_key, 'cash_difference', NULL, p_currency,
                     ARRAY[(v_cash, p_amount_minor)]::ledger.leg[]
                     || CASE WHEN p_by_rider THEN ledger.legs_from(v_wallet, v_debt, p_amount_minor)
                             ELSE ARRAY[(ledger.platform_account('differences', p_currency), -p_amount_minor)]::ledger.leg[] END, p_actor) posted;
END $$;

-- ---- proof -----------------------------------------------------------------------------------------------------------

ALTER VIEW ledger.violations RENAME TO violations_until_delivery;
CREATE VIEW ledger.violations WITH (security_invoker = true) AS
  SELECT * FROM ledger.violations_until_delivery
  UNION ALL
  SELECT o.market_id, 'I11 refunded more than was paid', o.order_id::text, (sum(r.amount_minor) - o.total_minor)::text
    FROM ledger.order_refunds r JOIN ledger.order_funds o ON o.order_id = r.order_id
   GROUP BY o.order_id
  HAVING sum(r.amount_minor) > o.total_minor OR sum(r.goods_minor) > o.goods_minor OR sum(r.delivery_minor) > o.delivery_minor
      OR sum(r.fees_minor) > o.fees_minor OR sum(r.tax_minor) > o.tax_minor OR sum(r.commission_minor) > o.commission_minor
  UNION ALL
  SELECT r.market_id, 'I12 refund does not match its transfers', r.refund_id::text, count(t.id)::text
    FROM ledger.order_refunds r
    LEFT JOIN ledger.transfers t ON t.market_id = r.market_id AND t.key IN ('refund:' || r.refund_id, 'refund_sent:' || r.refund_id, 'refund_returned:' || r.refund_id)
   GROUP BY r.refund_id HAVING count(t.id) <> CASE WHEN r.state IN ('sent', 'returned') THEN 2 ELSE 1 END
  UNION ALL
  SELECT a.market_id, 'I13 money left in transit', a.owner_id::text, a.balance_minor::text
    FROM ledger.accounts a LEFT JOIN ledger.order_refunds r ON r.transit_account = a.id
   WHERE a.kind = 'transit'
     AND a.balance_minor <> CASE WHEN a.owner_kind = 'refund' THEN CASE r.state WHEN 'sending' THEN r.to_source_minor ELSE 0 END
                                 WHEN EXISTS (SELECT FROM ledger.transfers t WHERE t.market_id = a.market_id AND t.key IN ('payout_sent:' || a.owner_id, 'payout_returned:' || a.owner_id)) THEN 0
                                 ELSE a.balance_minor END;
GRANT SELECT ON ledger.violations TO provender_app, provender_operator;

-- ---- who may call what, as in 0007 -----------------------------------------------------------------------------------

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
DO $$
DECLARE
  v_flow regprocedure;
BEGIN
  FOR v_flow IN
    SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'ledger'::regnamespace
       AND p.proname IN ('settle', 'refund', 'end_refund', 'wallet_transfer', 'set_wallet_state', 'tip', 'reserve_payout', 'end_payout', 'book_cash_difference')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER', v_flow);
    EXECUTE format('ALTER FUNCTION %s SET search_path = ledger, pg_temp', v_flow);
    EXECUTE format('ALTER FUNCTION %s SET plan_cache_mode = force_generic_plan', v_flow);
    EXECUTE format('ALTER FUNCTION %s SET enable_seqscan = off', v_flow);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO provender_app, provender_operator', v_flow);
  END LOOP;
END $$;
