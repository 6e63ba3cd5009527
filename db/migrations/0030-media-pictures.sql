-- Pictures people upload, and who shows them. Their bytes lie in files; what nobody shows loses them.

CREATE SCHEMA media;
GRANT USAGE ON SCHEMA media TO provender_app, provender_operator;

CREATE TABLE media.pictures (
  id          uuid        NOT NULL,
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  -- vendor:…, account:… or market
  owner       text        NOT NULL CONSTRAINT pictures__owner_form CHECK (owner ~ '^(market|(vendor|account):[0-9a-f-]{36})$'),
  uploaded_at timestamptz NOT NULL,
  -- Empty until every size is stored.
  ready_at    timestamptz,
  width       int,
  height      int,
  -- The last time something began to show it.
  used_at     timestamptz,
  -- Its bytes are on their way out; nothing may show it any more.
  removed_at  timestamptz,
  CONSTRAINT pictures__pkey PRIMARY KEY (market_id, id),
  CONSTRAINT pictures__measured CHECK (ready_at IS NULL OR (width > 0 AND height > 0))
);
SELECT platform.guard_tenant('media.pictures');

CREATE TABLE media.uses (
  market_id  text NOT NULL DEFAULT current_setting('app.market'),
  -- product:…, vendor:…, account:…
  used_by    text NOT NULL,
  picture_id uuid NOT NULL,
  CONSTRAINT uses__one_picture_each PRIMARY KEY (market_id, used_by),
  CONSTRAINT uses__of_a_picture FOREIGN KEY (market_id, picture_id) REFERENCES media.pictures
);
SELECT platform.guard_tenant('media.uses');
CREATE INDEX uses__of_picture ON media.uses (market_id, picture_id);

-- What people look like: a drawing or a photo, by the same names as everywhere.
ALTER TABLE identity.accounts ADD COLUMN picture text;
