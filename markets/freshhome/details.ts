// What one chooses from the home cooks of Dublin: small or family portions, heat, and what is left out.
import { type Details, extras, named, nutrition, pick, sizes, without } from '../details.ts'

const portions = (one: number, two: number, four: number) =>
  sizes(
    named('For one', undefined, one),
    named('For two', undefined, two),
    named('Family tray, for four', undefined, four, { stock: 4 }),
  )
const heat = pick(1, { en: 'How hot' }, named('Mild'), named('Medium'), named('As we eat it at home'))

export const details: Details = {
  'howth-fish-pie': { options: [portions(1100, 2100, 3900)] },
  'pierogi-ruskie': {
    options: [
      sizes(named('8 pieces', undefined, 950), named('16 pieces', undefined, 1750)),
      pick(1, { en: 'Cooked or to cook' }, named('Boiled'), named('Fried in butter'), named('Frozen, to cook at home')),
      extras({ en: 'With it' }, 3, [
        named('Soured cream', undefined, 100),
        named('Fried onion', undefined, 80),
        named('Smoked bacon', undefined, 180),
      ]),
    ],
  },
  'jollof-rice-and-chicken': {
    options: [
      portions(1300, 2450, 4600),
      heat,
      extras({ en: 'With it' }, 2, [
        named('Dodo', undefined, 400, { product: 'dodo' }),
        named('Moin moin', undefined, 450, { product: 'moin-moin' }),
      ]),
    ],
  },
  'gujarati-thali': { options: [heat, without(named('garlic'), named('onion'), named('coriander'))] },
  'lasagne-alla-bolognese': { options: [portions(1300, 2450, 4400)] },
  'chicken-adobo': {
    options: [
      pick(1, { en: 'With' }, named('Steamed rice'), named('Garlic rice', undefined, 100), named('No rice')),
      without(named('bay leaf'), named('chilli')),
    ],
  },
  'birthday-sponge': {
    options: [
      pick(1, { en: 'Filling' }, named('Raspberry and cream'), named('Lemon curd'), named('Chocolate', undefined, 300)),
      extras({ en: 'On it' }, 2, [named('Name in icing', undefined, 250), named('Candles', undefined, 150)]),
    ],
  },
  'lamb-and-barley-stew': {
    facts: {
      ingredients: { en: 'Lamb neck, carrot, potato, onion, pearl barley, celery, thyme, salt, pepper.' },
      origin: { en: 'Lamb from Wicklow' },
      farm: 'Glenmalure hill farm',
      nutrition: nutrition(118, { fat: 5.2, saturates: 2.1, carbohydrate: 9.4, sugars: 1.8, protein: 8.1, salt: 0.6 }),
    },
  },
  tapsilog: { soldWhen: { hours: [{ from: '08:00', until: '12:00' }] } },
  'feijoada-completa': { soldWhen: { weekdays: ['wednesday', 'saturday'] }, preparationMinutes: 60 },
  'country-sourdough': {
    facts: {
      ingredients: { en: 'Wheat flour, water, rye sourdough, sea salt.' },
      origin: { en: 'Flour from Kells, County Meath' },
      organic: true,
      nutrition: nutrition(247, { fat: 1.1, saturates: 0.2, carbohydrate: 49, sugars: 1.2, protein: 8.6, salt: 1.1 }),
    },
  },
  'rhubarb-crumble': { facts: { origin: { en: 'Rhubarb from north Dublin' }, season: [3, 4, 5, 6] } },
}
