-- Who people are: accounts, what they may do, their sessions, the keys that sign their tokens, and every attempt to get in.

CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO provender_app, provender_operator;

CREATE TYPE identity.account_state AS ENUM ('active', 'suspended');
CREATE TYPE identity.role AS ENUM ('customer', 'vendor', 'rider', 'admin', 'operator');
CREATE TYPE identity.attempt_outcome AS ENUM ('succeeded', 'wrong', 'locked', 'suspended');
CREATE TYPE identity.session_end AS ENUM ('signed_out', 'signed_out_everywhere', 'token_reused', 'password_changed', 'suspended');

-- One account per person and market. Operators look after all markets: their accounts belong to the empty one.
CREATE TABLE identity.accounts (
  id               uuid                   CONSTRAINT accounts__pkey PRIMARY KEY,
  market_id        text                   NOT NULL DEFAULT current_setting('app.market'),
  name             text                   NOT NULL CONSTRAINT accounts__name_present CHECK (name <> ''),
  email            text                   NOT NULL CONSTRAINT accounts__email_normal CHECK (email = lower(email) AND email LIKE '%_@_%'),
  phone            text                   CONSTRAINT accounts__phone_form CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  password_hash    text                   NOT NULL CONSTRAINT accounts__password_argon2id CHECK (password_hash LIKE '$argon2id$%'),
  language         text                   NOT NULL CONSTRAINT accounts__language_form CHECK (language ~ '^[a-z]{2}$'),
  state            identity.account_state NOT NULL DEFAULT 'active',
  suspended_reason text,
  created_at       timestamptz            NOT NULL,
  CONSTRAINT accounts__email UNIQUE (market_id, email),
  CONSTRAINT accounts__phone UNIQUE (market_id, phone),
  CONSTRAINT accounts__reason_when_suspended CHECK ((state = 'suspended') = (suspended_reason IS NOT NULL))
);
SELECT platform.guard_tenant('identity.accounts', 'SELECT, INSERT, UPDATE');
CREATE INDEX accounts__of_market ON identity.accounts (market_id, id);

-- What an account may do, and for whom: a vendor role without a subject waits for its vendor to be made.
CREATE TABLE identity.memberships (
  account_id uuid          NOT NULL CONSTRAINT memberships__of_account REFERENCES identity.accounts (id),
  market_id  text          NOT NULL DEFAULT current_setting('app.market'),
  role       identity.role NOT NULL,
  subject_id uuid,
  granted_by text          NOT NULL,
  granted_at timestamptz   NOT NULL,
  CONSTRAINT memberships__once UNIQUE NULLS NOT DISTINCT (account_id, role, subject_id),
  CONSTRAINT memberships__operators_apart CHECK ((role = 'operator') = (market_id = '')),
  CONSTRAINT memberships__subject_fits CHECK (subject_id IS NULL OR role IN ('vendor', 'rider'))
);
SELECT platform.guard_tenant('identity.memberships');
-- Many people may work for a vendor; a rider is one person.
CREATE UNIQUE INDEX memberships__one_rider ON identity.memberships (account_id) WHERE role = 'rider' AND subject_id IS NOT NULL;
CREATE UNIQUE INDEX memberships__one_person ON identity.memberships (subject_id) WHERE role = 'rider';
CREATE INDEX memberships__of_subject ON identity.memberships (subject_id) WHERE subject_id IS NOT NULL;

-- One per device that signed in; ending it ends every token made from it.
CREATE TABLE identity.sessions (
  id            uuid                 CONSTRAINT sessions__pkey PRIMARY KEY,
  market_id     text                 NOT NULL DEFAULT current_setting('app.market'),
  account_id    uuid                 NOT NULL CONSTRAINT sessions__of_account REFERENCES identity.accounts (id),
  app           text,
  ip            text,
  user_agent    text,
  created_at    timestamptz          NOT NULL,
  expires_at    timestamptz          NOT NULL,
  ended_at      timestamptz,
  ended_because identity.session_end,
  CONSTRAINT sessions__ended_because CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
SELECT platform.guard_tenant('identity.sessions');
CREATE INDEX sessions__of_account ON identity.sessions (account_id) WHERE ended_at IS NULL;
CREATE INDEX sessions__expired ON identity.sessions (market_id, expires_at);

-- Only hashes: whoever reads this table can refresh nothing. A token is used once; who repeats it within the grace
-- gets the same successor, made of the token itself and the salt.
CREATE TABLE identity.refresh_tokens (
  hash           bytea       CONSTRAINT refresh_tokens__pkey PRIMARY KEY,
  market_id      text        NOT NULL DEFAULT current_setting('app.market'),
  session_id     uuid        NOT NULL CONSTRAINT refresh_tokens__of_session REFERENCES identity.sessions (id) ON DELETE CASCADE,
  created_at     timestamptz NOT NULL,
  used_at        timestamptz,
  successor_salt bytea,
  CONSTRAINT refresh_tokens__salt_when_used CHECK ((used_at IS NULL) = (successor_salt IS NULL))
);
SELECT platform.guard_tenant('identity.refresh_tokens');
CREATE INDEX refresh_tokens__of_session ON identity.refresh_tokens (session_id);

-- Failures in a row, counted before a password is compared. Names nobody has are counted as well, so that being locked
-- out says nothing about who has an account.
CREATE TABLE identity.sign_in_guards (
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  subject      text        NOT NULL,
  failures     smallint    NOT NULL,
  last_at      timestamptz NOT NULL,
  locked_until timestamptz,
  CONSTRAINT sign_in_guards__pkey PRIMARY KEY (market_id, subject)
);
SELECT platform.guard_tenant('identity.sign_in_guards');

-- Every attempt to get in, for those who look after security. What was typed as a name is kept as a hash only.
CREATE TABLE identity.sign_in_attempts (
  id              bigint                   GENERATED ALWAYS AS IDENTITY CONSTRAINT sign_in_attempts__pkey PRIMARY KEY,
  market_id       text                     NOT NULL DEFAULT current_setting('app.market'),
  account_id      uuid,
  identifier_hash bytea                    NOT NULL,
  outcome         identity.attempt_outcome NOT NULL,
  ip              text                     NOT NULL,
  user_agent      text,
  at              timestamptz              NOT NULL
);
SELECT platform.guard_tenant('identity.sign_in_attempts', 'SELECT, INSERT');
CREATE INDEX sign_in_attempts__of_account ON identity.sign_in_attempts (account_id, at) WHERE account_id IS NOT NULL;

-- Operators' rows lie under the empty market, which a request that names no market is under as well.
DO $$
DECLARE
  v_table text;
BEGIN
  FOREACH v_table IN ARRAY ARRAY['accounts', 'memberships', 'sessions', 'refresh_tokens', 'sign_in_guards', 'sign_in_attempts'] LOOP
    EXECUTE format('CREATE POLICY no_operators ON identity.%I AS RESTRICTIVE TO provender_app USING (market_id <> '''')', v_table);
  END LOOP;
END $$;

-- The newest key signs, all of them verify. The application's role cannot read them: the process gets them at its start,
-- through the operators' role.
CREATE TABLE identity.signing_keys (
  kid         text        CONSTRAINT signing_keys__pkey PRIMARY KEY,
  private_jwk jsonb       NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON identity.signing_keys FROM PUBLIC, provender_app;
GRANT SELECT, INSERT ON identity.signing_keys TO provender_operator;
