-- Every state has a way out: what is in the kitchen may be called off, so that no order holds its money for ever.
CREATE OR REPLACE FUNCTION ordering.may_follow(p_from ordering.order_state, p_to ordering.order_state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_to = ANY (CASE p_from
    WHEN 'awaiting_payment' THEN '{placed,payment_failed,cancelled,expired}'
    WHEN 'placed'           THEN '{accepted,declined,cancelled,expired}'
    WHEN 'accepted'         THEN '{preparing,cancelled}'
    WHEN 'preparing'        THEN '{ready,cancelled}'
    WHEN 'ready'            THEN '{picked_up,collected,cancelled}'
    WHEN 'picked_up'        THEN '{delivered,failed_delivery}'
    WHEN 'failed_delivery'  THEN '{returned}'
    ELSE '{}' END::ordering.order_state[])
$$;

-- What was under way before gets its deadline as well.
UPDATE ordering.orders SET deadline_at = now() + interval '24 hours'
 WHERE deadline_at IS NULL AND ended_at IS NULL AND state IN ('accepted', 'preparing', 'ready');
