// What one chooses in Yaoundé: meat with the rice, the size of a pizza, three of them for an evening.
import { type Details, extras, named, nutrition, pick, sizes, weighed, without } from '../details.ts'

const pizzaSizes = (small: number, medium: number, large: number) =>
  sizes(
    named('Small', 'Petite', small),
    named('Medium', 'Moyenne', medium),
    named('Large', 'Grande', large, { stock: 15 }),
  )
const toppings = extras(
  { en: 'On top', fr: 'En plus' },
  4,
  [
    named('Cheese from Ngaoundéré', 'Fromage de Ngaoundéré', 1000),
    named('Mushrooms', 'Champignons', 800),
    named('Soya beef', 'Soya de bœuf', 1000, { stock: 20 }),
  ],
  2,
)
const notOnPizza = without(named('onion', 'oignon'), named('olives', 'olives'))
const protein = pick(
  1,
  { en: 'Meat or fish', fr: 'Viande ou poisson' },
  named('Fish', 'Poisson'),
  named('Beef', 'Bœuf', 200),
  named('Chicken thigh', 'Cuisse de poulet', 500, { stock: 14 }),
  named('Egg, no meat', 'Œuf, sans viande'),
)
const theEvening = [
  named('Mont Fébé', 'Mont Fébé', 0, { product: 'pizza-mont-febe' }),
  named('Mbankolo', 'Mbankolo', 0, { product: 'pizza-mbankolo' }),
  named('Nkolnyada', 'Nkolnyada', 1000, { product: 'pizza-nkolnyada' }),
]

export const details: Details = {
  'carpe-a-l-etouffee': {
    options: [
      pick(
        1,
        { en: 'With', fr: 'Avec' },
        named('Steamed plantain', 'Plantain vapeur'),
        named('White rice', 'Riz blanc'),
        named('Manioc stick', 'Bâton de manioc'),
      ),
      without(named('chilli', 'piment'), named('onion', 'oignon')),
    ],
  },
  'riz-sauce-tomate-poisson': { options: [protein, without(named('chilli', 'piment'))] },
  'riz-jollof-au-boeuf': {
    options: [
      sizes(named('Plate', 'Assiette', 1500), named('Big plate', 'Grande assiette', 2200)),
      extras({ en: 'More of it', fr: 'Encore un peu' }, 2, [
        named('Fried plantain', 'Plantain frit', 300),
        named('Second piece of beef', 'Deuxième morceau de bœuf', 700),
      ]),
      without(named('onion', 'oignon'), named('chilli', 'piment')),
    ],
  },
  'pizza-mont-febe': { options: [pizzaSizes(3800, 5000, 6800), toppings, notOnPizza] },
  'pizza-mbankolo': { options: [pizzaSizes(3500, 4500, 6200), toppings, notOnPizza] },
  'pizza-nkolnyada': { options: [pizzaSizes(4500, 6000, 8000), toppings, notOnPizza] },
  'soiree-trois-pizzas': {
    options: [
      {
        kind: 'choice',
        name: { en: 'Your three', fr: 'Vos trois pizzas' },
        min: 3,
        max: 3,
        each: 3,
        options: theEvening,
      },
    ],
  },
  'tomates-de-foumbot': {
    measure: weighed(250, 5000),
    facts: {
      origin: { en: 'Foumbot, West', fr: 'Foumbot, Ouest' },
      farm: 'Coopérative de Foumbot',
      season: [1, 2, 3, 6, 7, 11, 12],
      nutrition: nutrition(18, { fat: 0.2, saturates: 0, carbohydrate: 3.9, sugars: 2.6, protein: 0.9, salt: 0.01 }),
    },
  },
  'pommes-de-terre-de-dschang': {
    measure: weighed(500, 10_000),
    facts: { origin: { en: 'Dschang, West', fr: 'Dschang, Ouest' }, season: [5, 6, 7, 11, 12] },
  },
  'avocats-de-mbouda': {
    measure: weighed(500, 5000),
    facts: { origin: { en: 'Mbouda, West', fr: 'Mbouda, Ouest' }, season: [4, 5, 6, 7, 8] },
  },
  'piment-jaune': { measure: weighed(50, 1000, null), facts: { origin: { en: 'Obala, Centre', fr: 'Obala, Centre' } } },
  'huile-de-palme-rouge': {
    measure: weighed(500, 10_000, null),
    facts: {
      origin: { en: 'Eséka, Centre', fr: 'Eséka, Centre' },
      ingredients: { en: 'Palm oil, unrefined.', fr: 'Huile de palme non raffinée.' },
    },
  },
  'brioche-au-chocolat': {
    soldWhen: { hours: [{ from: '06:00', until: '12:00' }] },
    facts: {
      ingredients: {
        en: 'Wheat flour, eggs, butter, chocolate, sugar, milk, yeast, salt.',
        fr: 'Farine de blé, œufs, beurre, chocolat, sucre, lait, levure, sel.',
      },
    },
  },
  'gateau-d-anniversaire-dix-parts': { preparationMinutes: 240 },
  'marmite-de-ndole-pour-trois': { preparationMinutes: 90, soldWhen: { weekdays: ['friday', 'saturday', 'sunday'] } },
}
