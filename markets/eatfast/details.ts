// What one chooses in Douala: meat with the rice, the size of a pizza, pepper or none.
import { type Details, extras, named, nutrition, pick, sizes, without } from '../details.ts'

const pizzaSizes = (small: number, medium: number, large: number) =>
  sizes(
    named('Small, 24 cm', 'Petite, 24 cm', small),
    named('Medium, 30 cm', 'Moyenne, 30 cm', medium),
    named('Large, 36 cm', 'Grande, 36 cm', large, { stock: 18 }),
  )
const toppings = extras(
  { en: 'On top', fr: 'En plus' },
  4,
  [
    named('Mozzarella', 'Mozzarella', 800),
    named('Prawns from the Wouri', 'Crevettes du Wouri', 1500, { stock: 25 }),
    named('Soya beef', 'Soya de bœuf', 1000),
    named('Avocado', 'Avocat', 500),
  ],
  2,
)
const notOnPizza = without(named('onion', 'oignon'), named('olives', 'olives'), named('chilli', 'piment'))
const side = (...more: Parameters<typeof pick>[2][]) =>
  pick(
    1,
    { en: 'With', fr: 'Avec' },
    named('Boiled plantain', 'Plantain vapeur'),
    named('Bobolo', 'Bobolo'),
    named('White rice', 'Riz blanc'),
    ...more,
  )
const pepper = pick(
  1,
  { en: 'Chilli', fr: 'Piment' },
  named('None', 'Sans'),
  named('On the side', 'À part'),
  named('As the cook likes it', 'Comme la cuisinière'),
)

export const details: Details = {
  'mbongo-tchobi-au-bar': { options: [side(), without(named('chilli', 'piment'))] },
  'riz-sauce-d-arachide': {
    options: [
      pick(
        1,
        { en: 'Meat or fish', fr: 'Viande ou poisson' },
        named('Beef', 'Bœuf'),
        named('Chicken', 'Poulet', 500),
        named('Smoked fish', 'Poisson fumé', 300),
        named('Goat', 'Chèvre', 1000, { stock: 8 }),
        named('Egg, no meat', 'Œuf, sans viande'),
      ),
      extras({ en: 'More of it', fr: 'Encore un peu' }, 3, [
        named('Second piece of meat', 'Deuxième morceau', 1000),
        named('Ripe plantain', 'Plantain mûr', 500),
        named('Avocado', 'Avocat', 400),
      ]),
      without(named('onion', 'oignon'), named('chilli', 'piment')),
    ],
  },
  'maquereau-braise': {
    options: [
      pick(
        1,
        { en: 'With', fr: 'Avec' },
        named('Fried plantain', 'Plantain frit', 0, { product: 'plantain-frit' }),
        named('Miondo', 'Miondo', 0, { product: 'miondo' }),
        named('Nothing', 'Rien'),
      ),
      pepper,
      without(named('onion', 'oignon'), named('condiment', 'condiment')),
    ],
  },
  'burger-poulet-bonapriso': {
    options: [
      extras({ en: 'On top', fr: 'En plus' }, 3, [
        named('Cheese', 'Fromage', 500),
        named('Fried egg', 'Œuf au plat', 400),
        named('Second fillet', 'Deuxième filet', 1500),
      ]),
      extras({ en: 'Make it a meal', fr: 'En menu' }, 1, [
        named('Home-made chips', 'Frites maison', 800, { product: 'frites-maison' }),
      ]),
      without(named('onion', 'oignon'), named('mayonnaise', 'mayonnaise'), named('pickles', 'cornichons')),
    ],
  },
  'pizza-margherita': { options: [pizzaSizes(3500, 4500, 6000), toppings, notOnPizza] },
  'pizza-ndole-crevettes': { options: [pizzaSizes(4500, 6000, 8000), toppings, notOnPizza] },
  'pizza-soya': { options: [pizzaSizes(4000, 5500, 7500), toppings, notOnPizza] },
  'chawarma-poulet': {
    options: [
      sizes(named('Normal', 'Normal', 2000), named('Maxi', 'Maxi', 3000)),
      without(named('onion', 'oignon'), named('garlic sauce', 'sauce à l’ail'), named('chilli', 'piment')),
    ],
  },
  'bouillie-de-mais': { soldWhen: { hours: [{ from: '05:30', until: '11:00' }] } },
  'beignets-haricots': {
    facts: {
      ingredients: {
        en: 'Wheat flour, red beans, palm oil, onion, chilli, yeast, sugar, salt.',
        fr: 'Farine de blé, haricots rouges, huile de palme, oignon, piment, levure, sucre, sel.',
      },
      nutrition: nutrition(265, { fat: 11, saturates: 4.6, carbohydrate: 34, sugars: 4, protein: 7.5, salt: 0.7 }),
    },
  },
  'ananas-de-penja': {
    facts: { origin: { en: 'Penja, Littoral', fr: 'Penja, Littoral' }, season: [1, 2, 3, 4, 11, 12] },
  },
  'mezze-pour-deux': { preparationMinutes: 45 },
  'gateau-d-anniversaire': { preparationMinutes: 360, soldWhen: { weekdays: ['wednesday', 'friday', 'saturday'] } },
  'bar-braise-moyen': {
    facts: { origin: { en: 'Gulf of Guinea, line-caught', fr: 'Golfe de Guinée, pêché à la ligne' } },
  },
}
