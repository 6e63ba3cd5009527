-- How gateways are used and how they behave: who switched one off, what each call was answered, who tried to forge.
ALTER TABLE payments.payments ADD COLUMN dial text;  -- what the payer dials when no prompt appears on the phone

CREATE TABLE payments.gateway_switches (
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  gateway    text        NOT NULL,
  off        boolean     NOT NULL,
  reason     text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT gateway_switches__pkey PRIMARY KEY (market_id, gateway)
);
SELECT platform.guard_tenant('payments.gateway_switches', 'SELECT, INSERT, UPDATE');

-- One row for each time a gateway was asked about a payment. Nothing of it is evidence; it is for people who look.
CREATE TABLE payments.gateway_calls (
  id         uuid        NOT NULL CONSTRAINT gateway_calls__pkey PRIMARY KEY,
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  payment_id uuid        NOT NULL,
  gateway    text        NOT NULL,
  call       text        NOT NULL CHECK (call IN ('start', 'status')),
  answer     text        NOT NULL,
  detail     text,
  took_ms    int         NOT NULL CHECK (took_ms >= 0),
  called_at  timestamptz NOT NULL DEFAULT now()
);
SELECT platform.guard_tenant('payments.gateway_calls', 'SELECT, INSERT');
CREATE INDEX gateway_calls__of_payment ON payments.gateway_calls (payment_id, called_at);
CREATE INDEX gateway_calls__recent ON payments.gateway_calls (market_id, called_at);

-- What was heard is kept with what it was about, and how often it was told.
ALTER TABLE payments.webhook_inbox
  ALTER COLUMN reference DROP NOT NULL,
  ADD COLUMN gateway_transaction text,
  ADD COLUMN payment_id uuid,
  ADD COLUMN tellings int NOT NULL DEFAULT 1,
  ADD COLUMN last_told_at timestamptz NOT NULL DEFAULT now();
GRANT UPDATE ON payments.webhook_inbox TO provender_app, provender_operator;
CREATE INDEX webhook_inbox__of_payment ON payments.webhook_inbox (payment_id, received_at) WHERE payment_id IS NOT NULL;

-- Messages that were not the gateway's, by the hour, so that an attacker cannot fill the disk.
CREATE TABLE payments.refused_webhooks (
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  gateway    text        NOT NULL,
  hour       timestamptz NOT NULL,
  refused    int         NOT NULL DEFAULT 1,
  last_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT refused_webhooks__pkey PRIMARY KEY (market_id, gateway, hour)
);
SELECT platform.guard_tenant('payments.refused_webhooks', 'SELECT, INSERT, UPDATE');

-- A webhook may name only the provider's transaction; an operator looks for payments by state and time.
CREATE INDEX payments__of_transaction ON payments.payments (market_id, gateway, gateway_transaction) WHERE gateway_transaction IS NOT NULL;
CREATE INDEX payments__newest ON payments.payments (market_id, created_at DESC, id DESC);

-- A merchant of the sandbox may ask for 3-D Secure whatever the card.
ALTER TABLE sandbox.charges ADD COLUMN challenge boolean NOT NULL DEFAULT false;
