// What one chooses in Yaoundé: meat with the rice, the size of a pizza, three of them for an evening.
import { type Details, extras, named, pick, sizes, without } from '../details.ts'

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
}
