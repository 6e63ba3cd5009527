-- What the people of one order write to each other.

CREATE SCHEMA chat;
GRANT USAGE ON SCHEMA chat TO provender_app, provender_operator;

CREATE TYPE chat.side AS ENUM ('customer', 'vendor', 'rider', 'admin');

-- Either words of their own or one of the texts that are known in every language. rider_id: who rode when it was
-- written, so that the next one does not read what was said to the one before.
CREATE TABLE chat.messages (
  id            uuid        CONSTRAINT messages__pkey PRIMARY KEY,
  market_id     text        NOT NULL DEFAULT current_setting('app.market'),
  order_id      uuid        NOT NULL,
  side          chat.side   NOT NULL,
  account_id    uuid        NOT NULL,
  name          text        NOT NULL,
  text          text        CONSTRAINT messages__text_length CHECK (length(text) BETWEEN 1 AND 1000),
  canned        text,
  rider_id      uuid,
  sent_at       timestamptz NOT NULL,
  hidden_at     timestamptz,
  hidden_by     text,
  hidden_reason text,
  CONSTRAINT messages__one_kind CHECK (num_nonnulls(text, canned) = 1),
  CONSTRAINT messages__hidden_whole CHECK (num_nulls(hidden_at, hidden_by, hidden_reason) IN (0, 3))
);
SELECT platform.guard_tenant('chat.messages', 'SELECT, INSERT, UPDATE');
CREATE INDEX messages__of_order ON chat.messages (order_id, id);

-- How far each side has read; a rider's own, since riders change.
CREATE TABLE chat.reads (
  order_id  uuid        NOT NULL,
  reader    text        NOT NULL,
  market_id text        NOT NULL DEFAULT current_setting('app.market'),
  side      chat.side   NOT NULL,
  up_to     uuid        NOT NULL,
  read_at   timestamptz NOT NULL,
  CONSTRAINT reads__pkey PRIMARY KEY (order_id, reader)
);
SELECT platform.guard_tenant('chat.reads', 'SELECT, INSERT, UPDATE');

-- One report of a message by each side.
CREATE TABLE chat.reports (
  message_id  uuid        NOT NULL CONSTRAINT reports__of_message REFERENCES chat.messages (id),
  side        chat.side   NOT NULL,
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  account_id  uuid        NOT NULL,
  reason      text        NOT NULL,
  reported_at timestamptz NOT NULL,
  settled_at  timestamptz,
  CONSTRAINT reports__pkey PRIMARY KEY (message_id, side)
);
SELECT platform.guard_tenant('chat.reports', 'SELECT, INSERT, UPDATE');
CREATE INDEX reports__open ON chat.reports (market_id, reported_at) WHERE settled_at IS NULL;
