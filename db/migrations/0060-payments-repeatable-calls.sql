-- What a call to the gateway said is kept, so that one that was lost on the way can be made again in the same words; a
-- top-up that is asked for twice under one key is the same top-up.
ALTER TABLE payments.payments
  ADD COLUMN description   text        NOT NULL DEFAULT '',
  ADD COLUMN return_path   text        NOT NULL DEFAULT '/',
  ADD COLUMN phone         text,
  ADD COLUMN request_key   text,         -- the Idempotency-Key of the top-up
  ADD COLUMN calling_until timestamptz;  -- whoever calls the gateway now will have given up by then

CREATE UNIQUE INDEX payments__one_per_key ON payments.payments (account_id, request_key) WHERE request_key IS NOT NULL;
