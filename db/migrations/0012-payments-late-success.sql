-- Money that has moved is never refused: an attempt that was given up and turns out to be paid succeeds even while
-- another one is open or has succeeded. So only open attempts exclude each other; that none is opened after a success
-- is decided under the order's lock. What the order does not need goes to the customer's wallet.
DROP INDEX payments.payments__one_attempt_at_a_time;
CREATE UNIQUE INDEX payments__one_attempt_at_a_time ON payments.payments (order_id)
  WHERE state NOT IN ('succeeded', 'failed') AND order_id IS NOT NULL;
CREATE INDEX payments__of_order ON payments.payments (order_id) WHERE order_id IS NOT NULL;
