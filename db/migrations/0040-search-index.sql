-- Finding food: an index of vendors and products that follows catalog's events, and the words people may type for it.
--
-- Text search and trigrams are not leakproof, so under row-level security PostgreSQL may not look them up in an index. The
-- few functions that do so belong to the owner, are shown the index of every market by the policy `finder`, name the
-- market themselves, and are the only door: whoever reads the tables is shown one market as everywhere else.

CREATE SCHEMA search;
CREATE SCHEMA IF NOT EXISTS extensions;
GRANT USAGE ON SCHEMA search, extensions TO provender_app, provender_operator;

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA extensions;
SET LOCAL search_path = search, extensions, public;

-- What is on sale, as other modules' SQL may see it. It shows a reader its own market only.
CREATE VIEW catalog.on_sale WITH (security_invoker = true) AS
  SELECT product.market_id, product.id AS product_id, product.vendor_id, product.name, product.description,
    product.price_minor, product.diets, product.category_id, category.slug AS category, category.name AS category_name, vendor.name AS vendor_name
  FROM catalog.products AS product
  JOIN catalog.vendors AS vendor ON vendor.market_id = product.market_id AND vendor.id = product.vendor_id
  JOIN catalog.categories AS category ON category.market_id = product.market_id AND category.id = product.category_id
  WHERE product.listed AND product.removed_at IS NULL AND vendor.approval = 'approved';
GRANT SELECT ON catalog.on_sale TO provender_app, provender_operator;

-- Words as they are written, and words as they are bent in each language; accents never matter.
CREATE TEXT SEARCH CONFIGURATION search.plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION search.plain ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION search.english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION search.english ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION search.french (COPY = french);
ALTER TEXT SEARCH CONFIGURATION search.french ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

-- A text in the languages it has. French is bent with its accents as well: "braisée" and "braisé" meet only that way.
CREATE FUNCTION search.terms_of(p_text jsonb, p_weight "char") RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT setweight(
    to_tsvector('search.plain', concat_ws(' ', p_text->>'en', p_text->>'fr'))
    || to_tsvector('search.english', coalesce(p_text->>'en', ''))
    || to_tsvector('search.french', coalesce(p_text->>'fr', ''))
    || CASE WHEN p_text->>'fr' ~ '[^ -~]' THEN to_tsvector('french', p_text->>'fr') ELSE '' END, p_weight)
$$;

-- Everybody who may be found. Openings are computed by catalog's own clock for some days ahead; nobody reads hours here.
CREATE TABLE search.vendors (
  market_id    text             NOT NULL DEFAULT current_setting('app.market'),
  vendor_id    uuid             NOT NULL,
  name         text             NOT NULL,
  kind         text             NOT NULL,
  lat          double precision NOT NULL,
  lng          double precision NOT NULL,
  -- How far it delivers along the streets.
  reach_m      int              NOT NULL,
  paused       boolean          NOT NULL,
  openings     tstzmultirange   NOT NULL,
  known_until  timestamptz      NOT NULL,
  -- Cells from which it is within reach, and the cell where it is; see cells.ts.
  cells        int[]            NOT NULL,
  -- Ratings: the average people see and the number behind it; null before the first.
  rating       real,
  ratings      int              NOT NULL DEFAULT 0,
  popularity   real             NOT NULL DEFAULT 0,
  terms        tsvector         NOT NULL,
  CONSTRAINT vendors__pkey PRIMARY KEY (market_id, vendor_id)
) WITH (fillfactor = 80);
SELECT platform.guard_tenant('search.vendors');
CREATE INDEX vendors__known_until ON search.vendors (market_id, known_until);
CREATE INDEX vendors__terms ON search.vendors USING gin (terms, cells) WITH (fastupdate = off);

CREATE TABLE search.products (
  market_id    text        NOT NULL DEFAULT current_setting('app.market'),
  product_id   uuid        NOT NULL,
  vendor_id    uuid        NOT NULL,
  price_minor  bigint      NOT NULL,
  -- What a shelf of filters asks for: c:<category> d:<diet> o:<origin> x:organic t:a (sells best).
  facets       text[]      NOT NULL,
  -- Of its vendor, copied, so that one index knows words, filters and places.
  cells        int[]       NOT NULL,
  fresh_until  timestamptz,
  rating       real,
  ratings      int         NOT NULL DEFAULT 0,
  popularity   real        NOT NULL DEFAULT 0,
  terms        tsvector    NOT NULL,
  CONSTRAINT products__pkey PRIMARY KEY (market_id, product_id)
) WITH (fillfactor = 85);
SELECT platform.guard_tenant('search.products');
CREATE INDEX products__of_vendor ON search.products (market_id, vendor_id);
CREATE INDEX products__terms ON search.products USING gin (terms, facets, cells) WITH (fastupdate = off);

-- The words that names are made of: what typing is completed to, and what a slip of the finger is held against.
CREATE TABLE search.words (
  market_id text             NOT NULL DEFAULT current_setting('app.market'),
  word      text COLLATE "C" NOT NULL,
  -- With its accents, as most write it.
  spelling  text             NOT NULL,
  english   text COLLATE "C" NOT NULL,
  french    text COLLATE "C" NOT NULL,
  uses      int              NOT NULL,
  CONSTRAINT words__pkey PRIMARY KEY (market_id, word)
);
SELECT platform.guard_tenant('search.words');
CREATE INDEX words__english ON search.words (market_id, english);
CREATE INDEX words__french ON search.words (market_id, french);
CREATE INDEX words__alike ON search.words USING gin (word gin_trgm_ops) WITH (fastupdate = off);

-- One word as names use it: plain, and bent in each language.
CREATE FUNCTION search.bent(p_spelling text, OUT word text, OUT english text, OUT french text) LANGUAGE plpgsql STABLE
SET search_path = search, extensions, public, pg_temp AS $$
BEGIN
  word := lower(unaccent(p_spelling));
  english := coalesce((ts_lexize('english_stem', word))[1], word);
  french := coalesce((ts_lexize('french_stem', p_spelling))[1], word);
END $$;

-- What was sold when, for "popular": from completed orders, by day.
CREATE TABLE search.sales (
  market_id  text   NOT NULL DEFAULT current_setting('app.market'),
  product_id uuid   NOT NULL,
  vendor_id  uuid   NOT NULL,
  sold_on    date   NOT NULL,
  quantity   int    NOT NULL CONSTRAINT sales__quantity_positive CHECK (quantity > 0),
  CONSTRAINT sales__pkey PRIMARY KEY (market_id, product_id, sold_on)
);
SELECT platform.guard_tenant('search.sales');
CREATE INDEX sales__of_day ON search.sales (market_id, sold_on);

-- How it was found to be, as reviews announced it: the average for ranking and the number behind it.
CREATE TABLE search.ratings (
  market_id  text   NOT NULL DEFAULT current_setting('app.market'),
  subject_id uuid   NOT NULL,
  rating     real   NOT NULL,
  ratings    int    NOT NULL,
  CONSTRAINT ratings__pkey PRIMARY KEY (market_id, subject_id)
);
SELECT platform.guard_tenant('search.ratings');

-- Words that mean the same in this market; an admin says so.
CREATE TABLE search.synonyms (
  id         uuid        NOT NULL,
  market_id  text        NOT NULL DEFAULT current_setting('app.market'),
  words      text[]      NOT NULL CONSTRAINT synonyms__several CHECK (cardinality(words) BETWEEN 2 AND 12),
  changed_at timestamptz NOT NULL,
  CONSTRAINT synonyms__pkey PRIMARY KEY (market_id, id)
);
SELECT platform.guard_tenant('search.synonyms');

-- What people looked for: their own recent searches, what is popular, and what was not found.
CREATE TABLE search.searches (
  id        uuid        NOT NULL,
  market_id text        NOT NULL DEFAULT current_setting('app.market'),
  -- account:<id>, or guest:<sha256 of the token>; empty once its owner had it forgotten.
  visitor   text        CONSTRAINT searches__visitor_form CHECK (visitor ~ '^(account:[0-9a-f-]{36}|guest:[0-9a-f]{64})$'),
  said      text        NOT NULL CONSTRAINT searches__said_fits CHECK (length(said) BETWEEN 1 AND 80),
  folded    text        NOT NULL,
  -- How much there was to find, up to a bound.
  found     int         NOT NULL,
  at        timestamptz NOT NULL,
  CONSTRAINT searches__pkey PRIMARY KEY (market_id, id)
);
SELECT platform.guard_tenant('search.searches');
CREATE INDEX searches__of_visitor ON search.searches (market_id, visitor, id);
CREATE INDEX searches__of_time ON search.searches (market_id, at);

-- What the market looks like as a whole: where its price bands lie, and how much the tenth that sells best sells.
CREATE TABLE search.bands (
  market_id    text        CONSTRAINT bands__pkey PRIMARY KEY DEFAULT current_setting('app.market'),
  price_bounds bigint[]    NOT NULL,
  best_from    real        NOT NULL,
  drawn_at     timestamptz NOT NULL
);
SELECT platform.guard_tenant('search.bands');

-- The door: words, filters and places looked up in the index, for this market, at most so many.
CREATE POLICY finder ON search.products TO provender_owner USING (true);
CREATE POLICY finder ON search.vendors TO provender_owner USING (true);
CREATE POLICY finder ON search.words TO provender_owner USING (true);

-- p_facets: [["c:soups", "c:stews"], ["d:vegan"]], one of each must fit. p_homes: cells where its vendor must be.
CREATE FUNCTION search.match_products(
  p_terms tsquery, p_cells int[], p_homes int[], p_facets jsonb, p_least bigint, p_most bigint, p_limit int
) RETURNS TABLE (product_id uuid, vendor_id uuid, price_minor bigint, facets text[], fresh_until timestamptz,
  rating real, ratings int, popularity real, text_rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500
SET search_path = search, pg_temp SET jit = off SET enable_seqscan = off AS $$
DECLARE
  v_where text := 'p.market_id = $1';
  v_group jsonb;
BEGIN
  IF p_terms IS NOT NULL THEN v_where := v_where || ' AND p.terms @@ $2'; END IF;
  IF p_cells IS NOT NULL THEN v_where := v_where || ' AND p.cells && $3'; END IF;
  IF p_homes IS NOT NULL THEN v_where := v_where || ' AND p.cells && $4'; END IF;
  FOR v_group IN SELECT * FROM jsonb_array_elements(p_facets) LOOP
    v_where := v_where || format(' AND p.facets && %L::text[]', ARRAY(SELECT jsonb_array_elements_text(v_group)));
  END LOOP;
  IF p_least IS NOT NULL THEN v_where := v_where || ' AND p.price_minor >= $5'; END IF;
  IF p_most IS NOT NULL THEN v_where := v_where || ' AND p.price_minor < $6'; END IF;

  RETURN QUERY EXECUTE format(
    'SELECT p.product_id, p.vendor_id, p.price_minor, p.facets, p.fresh_until, p.rating, p.ratings, p.popularity, %s
     FROM search.products AS p WHERE %s LIMIT $7',
    CASE WHEN p_terms IS NULL THEN '1::real' ELSE 'ts_rank(''{0.03, 0.1, 0.3, 1}'', p.terms, $2)' END, v_where)
    USING current_setting('app.market'), p_terms, p_cells, p_homes, p_least, p_most, p_limit;
END $$;

CREATE FUNCTION search.match_vendors(p_terms tsquery, p_cells int[], p_limit int)
RETURNS TABLE (vendor_id uuid, text_rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
SET search_path = search, pg_temp SET jit = off SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT v.vendor_id, ts_rank(''{0.03, 0.1, 0.3, 1}'', v.terms, $2) FROM search.vendors AS v
     WHERE v.market_id = $1 AND v.terms @@ $2 %s LIMIT $4',
    CASE WHEN p_cells IS NULL THEN '' ELSE 'AND v.cells && $3' END)
    USING current_setting('app.market'), p_terms, p_cells, p_limit;
END $$;

-- What is known of each typed word: how it is bent, whether it means nothing by itself, whether names use it, what it is
-- the beginning of, and, when names do not know it, which words are like it.
CREATE FUNCTION search.look_up(p_words text[])
RETURNS TABLE (at int, plain text, stems text[], stop boolean, known boolean, endings text[], alike text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5
SET search_path = search, extensions, public, pg_temp SET jit = off SET pg_trgm.similarity_threshold = 0.3 AS $$
DECLARE
  v_market text := current_setting('app.market');
  v_word text;
BEGIN
  FOR at IN 1..coalesce(cardinality(p_words), 0) LOOP
    v_word := p_words[at];
    plain := unaccent(v_word);
    stems := ARRAY(SELECT DISTINCT lexeme FROM unnest(
      ts_lexize('english_stem', plain) || ts_lexize('french_stem', plain) || ts_lexize('french_stem', v_word)
    ) AS lexeme WHERE lexeme <> '' AND lexeme <> plain);
    stop := ts_lexize('english_stem', v_word) = '{}' OR ts_lexize('french_stem', v_word) = '{}';
    known := EXISTS (SELECT FROM words w WHERE w.market_id = v_market AND w.word = plain)
      OR EXISTS (SELECT FROM words w WHERE w.market_id = v_market AND w.english = ANY (stems))
      OR EXISTS (SELECT FROM words w WHERE w.market_id = v_market AND w.french = ANY (stems));
    endings := ARRAY(
      SELECT w.word FROM words w
      WHERE w.market_id = v_market AND length(plain) > 1 AND w.word >= plain AND w.word < plain || chr(1114111)
      ORDER BY w.uses DESC, w.word LIMIT 12);
    alike := CASE WHEN known OR cardinality(endings) > 0 THEN '{}' ELSE ARRAY(
      SELECT w.word FROM words w
      WHERE w.market_id = v_market AND w.word % plain
        AND levenshtein_less_equal(w.word, plain, 2) <= CASE WHEN length(plain) < 6 THEN 1 ELSE 2 END
      ORDER BY levenshtein_less_equal(w.word, plain, 2), similarity(w.word, plain) DESC, w.uses DESC, w.word LIMIT 3) END;
    RETURN NEXT;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION search.match_products(tsquery, int[], int[], jsonb, bigint, bigint, int),
  search.match_vendors(tsquery, int[], int), search.look_up(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.match_products(tsquery, int[], int[], jsonb, bigint, bigint, int),
  search.match_vendors(tsquery, int[], int), search.look_up(text[]) TO provender_app, provender_operator;

-- Filling an empty index a row at a time takes several times as long as making it afterwards. Nobody finds anything
-- meanwhile, so this is the operator's: see rebuild-index.ts.
CREATE FUNCTION search.drop_term_index() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = search, pg_temp AS $$
  DROP INDEX IF EXISTS search.products__terms
$$;
CREATE FUNCTION search.make_term_index() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = search, pg_temp SET maintenance_work_mem = '256MB' AS $$
  CREATE INDEX IF NOT EXISTS products__terms ON search.products USING gin (terms, facets, cells) WITH (fastupdate = off)
$$;
REVOKE ALL ON FUNCTION search.drop_term_index(), search.make_term_index() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search.drop_term_index(), search.make_term_index() TO provender_operator;
