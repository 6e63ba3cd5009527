// A country of towns to search in: 20,000 vendors and a million dishes, made by the database out of seeded numbers.
import type pg from 'pg'

export const vendorCount = 20_000
export const productCount = 1_000_000

const ways = [
  ['Grilled', 'grillé'],
  ['Fried', 'frit'],
  ['Roasted', 'rôti'],
  ['Smoked', 'fumé'],
  ['Steamed', 'à la vapeur'],
  ['Spicy', 'épicé'],
  ['Creamy', 'crémeux'],
  ['Fresh', 'frais'],
  ['Braised', 'braisé'],
  ['Sweet', 'sucré'],
  ['Home-made', 'maison'],
  ['Crispy', 'croustillant'],
  ['Stuffed', 'farci'],
  ['Marinated', 'mariné'],
  ['Baked', 'au four'],
  ['Warm', 'tiède'],
  ['Big', 'grand'],
  ['Little', 'petit'],
] as const
const mains = [
  ['chicken', 'poulet'],
  ['rice', 'riz'],
  ['beef', 'bœuf'],
  ['fish', 'poisson'],
  ['pizza', 'pizza'],
  ['soup', 'soupe'],
  ['salad', 'salade'],
  ['burger', 'burger'],
  ['noodles', 'nouilles'],
  ['lamb', 'agneau'],
  ['prawns', 'crevettes'],
  ['beans', 'haricots'],
  ['pasta', 'pâtes'],
  ['curry', 'curry'],
  ['sandwich', 'sandwich'],
  ['potatoes', 'pommes de terre'],
  ['eggs', 'œufs'],
  ['tofu', 'tofu'],
  ['duck', 'canard'],
  ['lentils', 'lentilles'],
  ['pancakes', 'crêpes'],
  ['bread', 'pain'],
  ['cake', 'gâteau'],
  ['mango', 'mangue'],
  ['juice', 'jus'],
  ['tea', 'thé'],
  ['coffee', 'café'],
  ['yoghurt', 'yaourt'],
  ['cheese', 'fromage'],
  ['tuna', 'thon'],
  ['mackerel', 'maquereau'],
  ['cassava', 'manioc'],
  ['okra', 'gombo'],
  ['spinach', 'épinards'],
  ['pumpkin', 'potiron'],
  ['tomatoes', 'tomates'],
  ['avocado', 'avocat'],
  ['dumplings', 'raviolis'],
  ['falafel', 'falafel'],
  ['kebab', 'kebab'],
] as const
const sides = [
  ['plantain', 'plantain'],
  ['garlic', 'ail'],
  ['ginger', 'gingembre'],
  ['coconut', 'coco'],
  ['peanut', 'arachide'],
  ['lemon', 'citron'],
  ['mushrooms', 'champignons'],
  ['onions', 'oignons'],
  ['pepper', 'poivre'],
  ['honey', 'miel'],
  ['sesame', 'sésame'],
  ['basil', 'basilic'],
  ['mint', 'menthe'],
  ['cinnamon', 'cannelle'],
  ['chocolate', 'chocolat'],
  ['vanilla', 'vanille'],
  ['almonds', 'amandes'],
  ['olives', 'olives'],
  ['carrots', 'carottes'],
  ['cabbage', 'chou'],
  ['corn', 'maïs'],
  ['pineapple', 'ananas'],
  ['banana', 'banane'],
  ['lime', 'citron vert'],
] as const
const diets = ['vegan', 'vegetarian', 'halal', 'gluten_free'] as const
const categoryCount = 16
const syllables = ['ba', 'ko', 'mi', 'lu', 'sa', 'ne', 'to', 'ri', 'ga', 'wo', 'ma', 'di', 'fe', 'zu', 'ya', 'po']

/** Where people live: the first town has most of them. Kilometres between towns, some around their middles. */
const townCount = 25

/** Seeded: the same towns, names and prices each time. */
export async function fillTowns(client: pg.Client): Promise<void> {
  await client.query(`SELECT set_config('app.market', 'reeyo', false)`)
  await client.query(`
    CREATE FUNCTION pg_temp.draw(n bigint, what int) RETURNS float8 LANGUAGE sql IMMUTABLE AS
      $$ SELECT (hashint8extended(n, what) & 1073741823) / 1073741824.0 $$;
    CREATE FUNCTION pg_temp.word(n int) RETURNS text LANGUAGE sql IMMUTABLE AS
      $$ SELECT string_agg((${textArray(syllables)})[1 + ((n / (16 ^ i)::int) % 16)], '') FROM generate_series(0, 2) AS i $$;
    CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
      $$ SELECT ('01900000-' || lpad(to_hex(n & 65535), 4, '0') || '-7' || substr(md5(kind || n), 1, 3) || '-8' || substr(md5(kind || n), 4, 15))::uuid $$`)
  await client.query(`
    INSERT INTO catalog.categories (id, slug, name, picture, position)
    SELECT pg_temp.id('category', n), 'shelf-' || n, jsonb_build_object('en', 'Shelf ' || n, 'fr', 'Rayon ' || n), 'fluent-emoji-flat:pot-of-food', n
    FROM generate_series(0, ${categoryCount - 1}) AS n`)
  await client.query(`
    INSERT INTO catalog.vendors (id, slug, name, kind, about, phone, address_line, lat, lng, hours, delivery_radius_m,
      preparation_minutes, minimum_basket_minor, picture, approval)
    SELECT pg_temp.id('vendor', n), 'vendor-' || n, initcap(pg_temp.word((n * 7) % 4096)) || ' ' || (ARRAY['Kitchen', 'House', 'Corner', 'Garden', 'Table'])[1 + n % 5],
      (ARRAY['restaurant', 'home_cook', 'grocer', 'farm_shop'])[1 + n % 4]::catalog.vendor_kind, NULL, '+237600000000', 'Street ' || n,
      3.0 + (town % 5) * 0.6 + (pg_temp.draw(n, 1) + pg_temp.draw(n, 2) - 1) * 0.09, 10.0 + (town / 5) * 0.6 + (pg_temp.draw(n, 3) + pg_temp.draw(n, 4) - 1) * 0.09,
      (SELECT jsonb_object_agg(day, '[["07:00", "23:00"]]'::jsonb) FROM unnest('{monday,tuesday,wednesday,thursday,friday,saturday,sunday}'::text[]) AS day),
      3000 + (pg_temp.draw(n, 5) * 5000)::int, 20, 0, 'fluent-emoji-flat:fish', 'approved'
    FROM (SELECT n, floor(${townCount} * pg_temp.draw(n, 0) ^ 2.2)::int AS town FROM generate_series(1, ${vendorCount}) AS n) AS wanted`)
  await client.query(`
    INSERT INTO catalog.products (id, vendor_id, category_id, slug, name, description, price_minor, unit, picture, diets)
    SELECT pg_temp.id('product', n), pg_temp.id('vendor', 1 + n % ${vendorCount}), pg_temp.id('category', (main * 7 + way) % ${categoryCount}), 'dish-' || n,
      jsonb_build_object('en', ways_en[1 + way] || ' ' || mains_en[1 + main] || ' with ' || sides_en[1 + side] || ' ' || pg_temp.word(place),
        'fr', initcap(mains_fr[1 + main]) || ' ' || ways_fr[1 + way] || ', ' || sides_fr[1 + side] || ' ' || pg_temp.word(place)),
      jsonb_build_object('en', 'Served with ' || sides_en[1 + (side * 5 + 3) % ${sides.length}] || ' and ' || sides_en[1 + (side * 7 + 5) % ${sides.length}] || '.'),
      500 + 100 * floor(60 * pg_temp.draw(n, 6) ^ 2)::int, 'portion', 'fluent-emoji-flat:fish',
      ARRAY(SELECT diet FROM unnest(${textArray(diets)}) WITH ORDINALITY AS each(diet, i) WHERE pg_temp.draw(n, 10 + i::int) < 0.3)
    FROM (
      SELECT n, floor(${ways.length} * pg_temp.draw(n, 20))::int AS way, floor(${mains.length} * pg_temp.draw(n, 21) ^ 1.6)::int AS main,
        floor(${sides.length} * pg_temp.draw(n, 22) ^ 1.3)::int AS side, floor(4096 * pg_temp.draw(n, 23) ^ 2)::int AS place
      FROM generate_series(1, ${productCount}) AS n
    ) AS dish, (SELECT ${textArray(ways.map(([en]) => en))} AS ways_en, ${textArray(ways.map(([, fr]) => fr))} AS ways_fr,
      ${textArray(mains.map(([en]) => en))} AS mains_en, ${textArray(mains.map(([, fr]) => fr))} AS mains_fr,
      ${textArray(sides.map(([en]) => en))} AS sides_en, ${textArray(sides.map(([, fr]) => fr))} AS sides_fr) AS words`)
  await client.query('ANALYZE catalog.vendors; ANALYZE catalog.products')
}

export interface Question {
  readonly q: string
  readonly category: string
  readonly diet: string
  readonly belowPriceMinor: number
  readonly lat: number
  readonly lng: number
}

/** What people ask: words, a shelf of what they name, a diet, a price, and where they are; each seeded number another. */
export function question(seed: number): Question {
  const draw = drawing(seed)
  const pick = <T>(list: readonly T[], power = 1) => list[Math.floor(list.length * draw() ** power)] as T
  const language = draw() < 0.5 ? 0 : 1
  const way = Math.floor(ways.length * draw())
  const main = Math.floor(mains.length * draw() ** 1.6)
  const name = mains[main]?.[language] ?? ''
  const side = pick(sides, 1.3)[language]
  const kind = draw()
  const town = Math.floor(townCount * draw() ** 2.2)

  return {
    q:
      kind < 0.35
        ? name
        : kind < 0.75
          ? `${name} ${side}`
          : kind < 0.85
            ? `${ways[way]?.[0]} ${mains[main]?.[0]}`
            : kind < 0.93
              ? slip(name, draw)
              : name.slice(0, 4),
    category: `shelf-${(main * 7 + way) % categoryCount},shelf-${(main * 7 + way + 1) % categoryCount}`,
    diet: pick(diets),
    belowPriceMinor: pick([1500, 2500, 4000]),
    lat: 3 + (town % 5) * 0.6 + (draw() + draw() - 1) * 0.08,
    lng: 10 + Math.floor(town / 5) * 0.6 + (draw() + draw() - 1) * 0.08,
  }
}

/** Two letters the wrong way round. */
function slip(word: string, draw: () => number): string {
  if (word.length < 5) return word
  const at = 1 + Math.floor((word.length - 3) * draw())

  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
}

/** Mulberry32. */
function drawing(seed: number): () => number {
  let state = (seed * 0x9e3779b9) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function textArray(texts: readonly string[]): string {
  return `ARRAY[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join()}]::text[]`
}
