// What one chooses in Bengaluru: how ripe, how it is cut, and what goes into a box of the week.
import { type Details, extras, named, pick, without } from '../details.ts'

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
}
