-- Lowers what an order costs, never raises it, and gives what it received too much back to its customer's wallet in the
-- same transaction. What the order has received is from then on what it was allowed to keep. Safe to repeat by its key.
CREATE FUNCTION ledger.reduce(
  p_order_id uuid, p_key text, p_goods_minor bigint, p_tax_minor bigint, p_discount_minor bigint, p_actor text DEFAULT 'system',
  OUT transfer_id bigint, OUT replayed boolean, OUT returned_minor bigint
) LANGUAGE plpgsql AS $$
DECLARE
  v_order ledger.order_funds := ledger.lock_order(p_order_id);
  v_key   text := 'reduction:' || p_order_id || ':' || p_key;
  v_total bigint := p_goods_minor + v_order.delivery_minor + v_order.fees_minor + p_tax_minor - p_discount_minor;
BEGIN
  SELECT t.id, t.amount_minor INTO transfer_id, returned_minor FROM ledger.transfers t
   WHERE t.key = v_key AND t.market_id = v_order.market_id;
  replayed := transfer_id IS NOT NULL;
  IF replayed THEN
    RETURN;
  ELSIF v_order.state NOT IN ('pending', 'paid') THEN
    PERFORM ledger.refuse('order_funds__state', format('order %s cannot cost less, it is %s', p_order_id, v_order.state));
  ELSIF v_total > v_order.total_minor OR p_goods_minor > v_order.goods_minor OR p_tax_minor > v_order.tax_minor
        OR p_discount_minor > v_order.discount_minor OR v_total < 0 THEN
    PERFORM ledger.refuse('order_funds__only_less', format('order %s may cost less, and nothing else', p_order_id));
  END IF;

  returned_minor := greatest(0, v_order.captured_minor - v_total);
  UPDATE ledger.order_funds o
     SET goods_minor = p_goods_minor, tax_minor = p_tax_minor, discount_minor = p_discount_minor, total_minor = v_total,
         commission_minor = p_goods_minor * o.commission_bp / 10000, captured_minor = o.captured_minor - returned_minor,
         state = CASE WHEN o.payment = 'prepaid' AND o.captured_minor >= v_total THEN 'paid' ELSE o.state END
   WHERE o.order_id = p_order_id;
  IF returned_minor > 0 THEN
    SELECT posted.transfer_id INTO transfer_id
      FROM ledger.post(v_key, 'reduction', p_order_id, v_order.currency,
                       ARRAY[(v_order.escrow_account, -returned_minor), (v_order.customer_account, returned_minor)]::ledger.leg[],
                       p_actor) posted;
  END IF;
END $$;
REVOKE ALL ON FUNCTION ledger.reduce FROM PUBLIC;
ALTER FUNCTION ledger.reduce SECURITY DEFINER;
ALTER FUNCTION ledger.reduce SET search_path = ledger, pg_temp;
ALTER FUNCTION ledger.reduce SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION ledger.reduce SET enable_seqscan = off;
GRANT EXECUTE ON FUNCTION ledger.reduce TO provender_app, provender_operator;
