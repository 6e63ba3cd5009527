// What one chooses in Houston: a pint or two quarts, how hot, which side with the plate.
import { type Details, extras, named, nutrition, pick, sizes, weighed, without } from '../details.ts'

const pots = (pint: number, quart: number, party: number) =>
  sizes(
    named('Pint', undefined, pint),
    named('Quart', undefined, quart),
    named('Party pot, 1 gallon', undefined, party, { stock: 5 }),
  )
const heat = pick(1, { en: 'How hot' }, named('Mild'), named('Medium'), named('Louisiana hot'))

export const details: Details = {
  'shrimp-etouffee': { options: [pots(999, 1699, 5899), heat] },
  'buttermilk-fried-chicken': {
    options: [
      pick(
        1,
        { en: 'Pieces' },
        named('Thigh and leg'),
        named('Breast and wing', undefined, 150),
        named('All wings', undefined, 100),
      ),
      pick(
        2,
        { en: 'Two sides' },
        named('Collard greens', undefined, 0, { product: 'collard-greens' }),
        named('Baked mac and cheese', undefined, 100, { product: 'baked-mac-and-cheese' }),
        named('Cornbread'),
        named('Slaw'),
      ),
      without(named('gravy'), named('pickles')),
    ],
  },
  'pho-tai-nam': {
    options: [
      sizes(
        named('Small', undefined, 1150),
        named('Regular', undefined, 1350),
        named('Xe lua, extra large', undefined, 1650),
      ),
      extras(
        { en: 'In it' },
        4,
        [named('Meatballs', undefined, 250), named('Tripe', undefined, 200), named('Soft egg', undefined, 150)],
        2,
      ),
      without(named('onion'), named('coriander'), named('bean sprouts')),
    ],
  },
  'banh-mi-thit-nuong': {
    options: [
      without(named('jalapeño'), named('coriander'), named('pâté')),
      extras({ en: 'More of it' }, 1, [named('Double pork', undefined, 300)]),
    ],
  },
  'chicken-biryani': {
    options: [
      sizes(named('Plate', undefined, 1399), named('Family tray, for four', undefined, 4999)),
      heat,
      extras(
        { en: 'With it' },
        3,
        [named('Garlic naan', undefined, 250, { product: 'garlic-naan' }), named('Raita', undefined, 150)],
        3,
      ),
    ],
  },
  'muffuletta-olive-salad': { options: [sizes(named('Half pint', undefined, 599), named('Pint', undefined, 999))] },
  'sliced-brisket': { measure: weighed(25, 500), facts: { origin: { en: 'Beef from Nacogdoches County, Texas' } } },
  'gulf-shrimp-16-20': {
    measure: weighed(50, 1000),
    facts: {
      origin: { en: 'Galveston Bay, Texas' },
      season: [7, 8, 9, 10, 11],
      nutrition: nutrition(85, { fat: 0.5, saturates: 0.1, carbohydrate: 0, sugars: 0, protein: 20, salt: 0.3 }),
    },
  },
  'red-snapper-fillet': { measure: weighed(25, 600), facts: { origin: { en: 'Gulf of Mexico, line-caught' } } },
  'breakfast-taco': { soldWhen: { hours: [{ from: '06:00', until: '11:30' }] } },
  'viet-cajun-crawfish': { soldWhen: { months: [1, 2, 3, 4, 5, 6, 11, 12] }, facts: { season: [1, 2, 3, 4, 5, 6] } },
  'hill-country-pecan-pie': { preparationMinutes: 120, facts: { origin: { en: 'Pecans from San Saba, Texas' } } },
  'huajillo-honey': { facts: { origin: { en: 'Uvalde, Texas' }, farm: 'Brush country apiaries', season: [3, 4] } },
}
