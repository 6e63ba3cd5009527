// What one chooses in Bengaluru: how ripe, how it is cut, and what goes into a box of the week.
import { type Details, extras, named, nutrition, pick, weighed, without } from '../details.ts'

const ripeness = pick(
  1,
  { en: 'How ripe' },
  named('To eat today'),
  named('In two or three days'),
  named('Still green, for pickle or later'),
)

export const details: Details = {
  'hass-avocado': { options: [ripeness] },
  'vazhakulam-pineapple': {
    options: [
      pick(
        1,
        { en: 'How we cut it' },
        named('Whole'),
        named('Peeled and in rings', undefined, 1500),
        named('Peeled and diced', undefined, 1500),
      ),
    ],
  },
  'walkers-fruit-box': {
    options: [
      {
        kind: 'choice',
        name: { en: 'Four fruits of your choice' },
        min: 4,
        max: 4,
        each: 2,
        options: [
          named('Papaya'),
          named('Watermelon'),
          named('Pineapple', undefined, 500),
          named('Guava'),
          named('Pomegranate', undefined, 1000, { stock: 20 }),
        ],
      },
      without(named('chaat masala'), named('salt')),
    ],
  },
  'tender-coconut': {
    options: [
      pick(
        1,
        { en: 'How we open it' },
        named('Whole, trimmed'),
        named('Opened, with a straw'),
        named('Water in a bottle, flesh in a box', undefined, 500),
      ),
    ],
  },
  'salad-bowl-kit': {
    options: [
      pick(1, { en: 'Dressing' }, named('Lemon and honey'), named('Peanut and tamarind'), named('None')),
      extras({ en: 'On top' }, 2, [
        named('Paneer, 50 g', undefined, 2500, { stock: 16 }),
        named('Roast chickpeas', undefined, 1200),
      ]),
    ],
  },
  'nashik-onion': {
    measure: weighed(250, 10_000),
    facts: {
      origin: { en: 'Lasalgaon, Nashik, Maharashtra' },
      farm: 'Lasalgaon growers’ market',
      season: [1, 2, 3, 4, 5, 11, 12],
      nutrition: nutrition(40, { fat: 0.1, saturates: 0, carbohydrate: 9.3, sugars: 4.2, protein: 1.1, salt: 0.01 }),
    },
  },
  'hassan-potato': {
    measure: weighed(500, 10_000),
    facts: {
      origin: { en: 'Hassan, Karnataka' },
      season: [8, 9, 10, 11],
      nutrition: nutrition(77, { fat: 0.1, saturates: 0, carbohydrate: 17, sugars: 0.8, protein: 2, salt: 0.02 }),
    },
  },
  'ooty-carrot': {
    measure: weighed(250, 5000),
    facts: { origin: { en: 'Ketti valley, Nilgiris' }, farm: 'Ketti valley terraces', season: [1, 2, 3, 10, 11, 12] },
  },
  'alphonso-mango': {
    measure: weighed(500, 10_000),
    facts: { origin: { en: 'Ratnagiri, Maharashtra' }, farm: 'Orchards of Pawas', season: [4, 5, 6] },
  },
  'kinnaur-apple': {
    measure: weighed(500, 5000),
    facts: { origin: { en: 'Sangla, Himachal Pradesh' }, season: [8, 9, 10, 11] },
  },
  'mahabaleshwar-strawberry': {
    measure: weighed(250, 2000),
    facts: { origin: { en: 'Mahabaleshwar, Maharashtra' }, season: [1, 2, 3, 11, 12] },
  },
  'organic-nati-tomato': {
    measure: weighed(250, 5000),
    facts: {
      origin: { en: 'Sarjapur, 24 km from town' },
      farm: 'Field 7, Sarjapur',
      organic: true,
      season: [1, 2, 3, 10, 11, 12],
    },
  },
  'organic-carrot': { facts: { origin: { en: 'Ooty, Nilgiris' }, farm: 'Red Hill farm', organic: true } },
  'granny-smith-apple': {
    measure: weighed(250, 5000),
    facts: { origin: { en: 'Nelson, New Zealand' }, imported: true },
  },
  'peruvian-blueberries': {
    facts: { origin: { en: 'La Libertad, Peru' }, imported: true, season: [8, 9, 10, 11, 12] },
  },
  'gir-cow-milk': {
    facts: {
      origin: { en: 'Hebbal, Bengaluru' },
      farm: 'Goshala by the lake',
      nutrition: nutrition(67, { fat: 4.1, saturates: 2.6, carbohydrate: 4.6, sugars: 4.6, protein: 3.2, salt: 0.1 }),
    },
  },
}
