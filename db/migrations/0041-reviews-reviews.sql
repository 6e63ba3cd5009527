-- How it was: what buyers say of orders that reached them, the vendors' answers, and what is reported and hidden.

CREATE SCHEMA reviews;
GRANT USAGE ON SCHEMA reviews TO provender_app, provender_operator;

-- One for each order. The name is as others see it: a first name and an initial.
CREATE TABLE reviews.reviews (
  id            uuid        NOT NULL,
  market_id     text        NOT NULL DEFAULT current_setting('app.market'),
  order_id      uuid        NOT NULL,
  customer_id   uuid        NOT NULL,
  author        text        NOT NULL,
  vendor_id     uuid        NOT NULL,
  rider_id      uuid,
  -- The order as a whole, the vendor, and the rider if one brought it.
  rating        smallint    NOT NULL CONSTRAINT reviews__rating_stars CHECK (rating BETWEEN 1 AND 5),
  vendor_rating smallint    NOT NULL CONSTRAINT reviews__vendor_rating_stars CHECK (vendor_rating BETWEEN 1 AND 5),
  rider_rating  smallint    CONSTRAINT reviews__rider_rating_stars CHECK (rider_rating BETWEEN 1 AND 5),
  said          text        CONSTRAINT reviews__said_fits CHECK (length(said) BETWEEN 1 AND 2000),
  -- For finding the same words again.
  folded        text,
  pictures      text[]      NOT NULL DEFAULT '{}' CONSTRAINT reviews__few_pictures CHECK (cardinality(pictures) <= 4),
  written_at    timestamptz NOT NULL,
  edited_at     timestamptz,
  answer        text        CONSTRAINT reviews__answer_fits CHECK (length(answer) BETWEEN 1 AND 1000),
  answered_at   timestamptz,
  hidden_at     timestamptz,
  hidden_reason text,
  CONSTRAINT reviews__pkey PRIMARY KEY (market_id, id),
  CONSTRAINT reviews__one_per_order UNIQUE (market_id, order_id),
  CONSTRAINT reviews__rider_rated_when_there CHECK (rider_rating IS NULL OR rider_id IS NOT NULL),
  CONSTRAINT reviews__answered_when_said CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CONSTRAINT reviews__hidden_with_reason CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL))
);
SELECT platform.guard_tenant('reviews.reviews', 'SELECT, INSERT, UPDATE');
CREATE INDEX reviews__of_vendor ON reviews.reviews (market_id, vendor_id, id);
CREATE INDEX reviews__of_rider ON reviews.reviews (market_id, rider_id) WHERE rider_id IS NOT NULL;
CREATE INDEX reviews__of_customer ON reviews.reviews (market_id, customer_id, id);

CREATE TABLE reviews.product_ratings (
  market_id  text     NOT NULL DEFAULT current_setting('app.market'),
  review_id  uuid     NOT NULL,
  product_id uuid     NOT NULL,
  name       text     NOT NULL,
  rating     smallint NOT NULL CONSTRAINT product_ratings__stars CHECK (rating BETWEEN 1 AND 5),
  CONSTRAINT product_ratings__pkey PRIMARY KEY (market_id, review_id, product_id),
  CONSTRAINT product_ratings__of_review FOREIGN KEY (market_id, review_id) REFERENCES reviews.reviews
);
SELECT platform.guard_tenant('reviews.product_ratings');
CREATE INDEX product_ratings__of_product ON reviews.product_ratings (market_id, product_id, review_id);

-- Somebody asks the market to look at a review. Closed when the market has.
CREATE TABLE reviews.reports (
  market_id   text        NOT NULL DEFAULT current_setting('app.market'),
  review_id   uuid        NOT NULL,
  reporter_id uuid        NOT NULL,
  reason      text        NOT NULL CONSTRAINT reports__reason_fits CHECK (length(reason) BETWEEN 1 AND 500),
  reported_at timestamptz NOT NULL,
  closed_at   timestamptz,
  CONSTRAINT reports__once PRIMARY KEY (market_id, review_id, reporter_id),
  CONSTRAINT reports__of_review FOREIGN KEY (market_id, review_id) REFERENCES reviews.reviews
);
SELECT platform.guard_tenant('reviews.reports', 'SELECT, INSERT, UPDATE');
CREATE INDEX reports__open ON reviews.reports (market_id, review_id) WHERE closed_at IS NULL;

-- How many gave how many stars. Never counted up: worked out of the rows of reviews, under the lock of its own row.
CREATE TABLE reviews.standings (
  market_id  text   NOT NULL DEFAULT current_setting('app.market'),
  subject    text   NOT NULL CONSTRAINT standings__subject_known CHECK (subject IN ('vendor', 'product', 'rider')),
  subject_id uuid   NOT NULL,
  -- One, two, three, four, five stars.
  stars      int[]  NOT NULL DEFAULT '{0,0,0,0,0}' CONSTRAINT standings__five CHECK (cardinality(stars) = 5),
  CONSTRAINT standings__pkey PRIMARY KEY (market_id, subject, subject_id)
);
SELECT platform.guard_tenant('reviews.standings', 'SELECT, INSERT, UPDATE');
