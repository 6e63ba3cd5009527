// The drawings a vendor may choose for a product, shelf by shelf, with French words to find them by.

export const shelves = ['meals', 'meat', 'vegetables', 'fruit', 'bakery', 'larder', 'drinks'] as const
export type Shelf = (typeof shelves)[number]

export interface GalleryDrawing {
  /** As in `fluent-emoji-flat:{name}`; its English words. */
  name: string
  french: string
}

export const gallery: Record<Shelf, readonly GalleryDrawing[]> = {
  meals: [
    { name: 'pot-of-food', french: 'marmite ragoût soupe' },
    { name: 'shallow-pan-of-food', french: 'poêlée paella' },
    { name: 'curry-rice', french: 'riz curry' },
    { name: 'cooked-rice', french: 'riz' },
    { name: 'rice-ball', french: 'riz boule' },
    { name: 'steaming-bowl', french: 'soupe bol nouilles' },
    { name: 'bowl-with-spoon', french: 'bol bouillie' },
    { name: 'spaghetti', french: 'pâtes spaghetti' },
    { name: 'green-salad', french: 'salade' },
    { name: 'cooking', french: 'œuf poêle' },
    { name: 'fried-shrimp', french: 'beignet crevette' },
    { name: 'bento-box', french: 'plateau repas' },
    { name: 'takeout-box', french: 'à emporter nouilles' },
    { name: 'canned-food', french: 'conserve' },
    { name: 'oden', french: 'brochette' },
    { name: 'sushi', french: 'sushi poisson cru' },
    { name: 'dumpling', french: 'ravioli' },
    { name: 'fondue', french: 'fondue' },
    { name: 'falafel', french: 'falafel' },
    { name: 'stuffed-flatbread', french: 'galette kebab' },
    { name: 'tamale', french: 'tamale feuille' },
    { name: 'burrito', french: 'burrito' },
    { name: 'taco', french: 'taco' },
    { name: 'sandwich', french: 'sandwich' },
    { name: 'hamburger', french: 'burger' },
    { name: 'hot-dog', french: 'hot-dog' },
    { name: 'pizza', french: 'pizza' },
    { name: 'french-fries', french: 'frites' },
    { name: 'fork-and-knife-with-plate', french: 'assiette plat' },
  ],
  meat: [
    { name: 'meat-on-bone', french: 'viande os' },
    { name: 'poultry-leg', french: 'poulet cuisse' },
    { name: 'cut-of-meat', french: 'viande bœuf steak' },
    { name: 'bacon', french: 'lard porc' },
    { name: 'egg', french: 'œuf' },
    { name: 'chicken', french: 'poulet' },
    { name: 'rooster', french: 'coq poulet' },
    { name: 'turkey', french: 'dinde' },
    { name: 'duck', french: 'canard' },
    { name: 'cow', french: 'bœuf' },
    { name: 'pig', french: 'porc' },
    { name: 'goat', french: 'chèvre' },
    { name: 'ewe', french: 'mouton' },
    { name: 'rabbit', french: 'lapin' },
    { name: 'fish', french: 'poisson' },
    { name: 'tropical-fish', french: 'poisson carpe' },
    { name: 'shrimp', french: 'crevette' },
    { name: 'lobster', french: 'homard' },
    { name: 'crab', french: 'crabe' },
    { name: 'squid', french: 'calmar' },
    { name: 'octopus', french: 'poulpe' },
    { name: 'oyster', french: 'huître' },
    { name: 'fish-cake-with-swirl', french: 'poisson pâté' },
  ],
  vegetables: [
    { name: 'tomato', french: 'tomate' },
    { name: 'carrot', french: 'carotte' },
    { name: 'potato', french: 'pomme de terre' },
    { name: 'onion', french: 'oignon' },
    { name: 'garlic', french: 'ail' },
    { name: 'ginger-root', french: 'gingembre' },
    { name: 'hot-pepper', french: 'piment' },
    { name: 'bell-pepper', french: 'poivron' },
    { name: 'eggplant', french: 'aubergine' },
    { name: 'cucumber', french: 'concombre' },
    { name: 'broccoli', french: 'brocoli' },
    { name: 'leafy-green', french: 'légume feuille salade' },
    { name: 'ear-of-corn', french: 'maïs' },
    { name: 'avocado', french: 'avocat' },
    { name: 'olive', french: 'olive' },
    { name: 'pea-pod', french: 'petit pois' },
    { name: 'beans', french: 'haricots' },
    { name: 'roasted-sweet-potato', french: 'patate douce igname' },
    { name: 'mushroom', french: 'champignon' },
    { name: 'brown-mushroom', french: 'champignon' },
    { name: 'herb', french: 'herbes' },
    { name: 'seedling', french: 'pousse' },
    { name: 'sunflower', french: 'tournesol graines' },
    { name: 'sheaf-of-rice', french: 'céréale riz' },
    { name: 'basket', french: 'panier' },
  ],
  fruit: [
    { name: 'red-apple', french: 'pomme' },
    { name: 'green-apple', french: 'pomme verte' },
    { name: 'pear', french: 'poire' },
    { name: 'banana', french: 'banane plantain' },
    { name: 'mango', french: 'mangue' },
    { name: 'pineapple', french: 'ananas' },
    { name: 'watermelon', french: 'pastèque' },
    { name: 'melon', french: 'melon' },
    { name: 'tangerine', french: 'orange mandarine' },
    { name: 'lemon', french: 'citron' },
    { name: 'lime', french: 'citron vert' },
    { name: 'grapes', french: 'raisin' },
    { name: 'strawberry', french: 'fraise' },
    { name: 'blueberries', french: 'myrtilles' },
    { name: 'cherries', french: 'cerise' },
    { name: 'peach', french: 'pêche' },
    { name: 'kiwi-fruit', french: 'kiwi' },
    { name: 'coconut', french: 'coco' },
    { name: 'peanuts', french: 'arachide cacahuète' },
    { name: 'chestnut', french: 'châtaigne noix' },
  ],
  bakery: [
    { name: 'bread', french: 'pain' },
    { name: 'baguette-bread', french: 'baguette pain' },
    { name: 'flatbread', french: 'galette naan' },
    { name: 'croissant', french: 'croissant' },
    { name: 'pretzel', french: 'bretzel' },
    { name: 'bagel', french: 'bagel' },
    { name: 'pancakes', french: 'crêpes' },
    { name: 'waffle', french: 'gaufre' },
    { name: 'doughnut', french: 'beignet' },
    { name: 'cookie', french: 'biscuit' },
    { name: 'birthday-cake', french: 'gâteau' },
    { name: 'shortcake', french: 'gâteau fraise' },
    { name: 'cupcake', french: 'petit gâteau' },
    { name: 'pie', french: 'tarte' },
    { name: 'moon-cake', french: 'gâteau' },
    { name: 'custard', french: 'flan' },
    { name: 'chocolate-bar', french: 'chocolat' },
    { name: 'candy', french: 'bonbon' },
    { name: 'lollipop', french: 'sucette' },
    { name: 'ice-cream', french: 'glace' },
    { name: 'soft-ice-cream', french: 'glace' },
    { name: 'shaved-ice', french: 'glace pilée' },
    { name: 'dango', french: 'brochette sucrée' },
    { name: 'rice-cracker', french: 'galette riz' },
    { name: 'fortune-cookie', french: 'biscuit' },
    { name: 'popcorn', french: 'maïs soufflé' },
  ],
  larder: [
    { name: 'cheese-wedge', french: 'fromage' },
    { name: 'butter', french: 'beurre' },
    { name: 'honey-pot', french: 'miel' },
    { name: 'salt', french: 'sel' },
    { name: 'jar', french: 'bocal confiture épice' },
    { name: 'amphora', french: 'huile' },
    { name: 'fire', french: 'braisé grillé' },
    { name: 'shopping-bags', french: 'sac courses' },
    { name: 'wrapped-gift', french: 'cadeau panier' },
    { name: 'snowflake', french: 'surgelé' },
    { name: 'bouquet', french: 'fleurs' },
    { name: 'tulip', french: 'fleur' },
  ],
  drinks: [
    { name: 'tropical-drink', french: 'jus cocktail' },
    { name: 'cup-with-straw', french: 'boisson soda' },
    { name: 'beverage-box', french: 'jus brique' },
    { name: 'bubble-tea', french: 'thé perles' },
    { name: 'glass-of-milk', french: 'lait' },
    { name: 'baby-bottle', french: 'biberon lait' },
    { name: 'hot-beverage', french: 'café chaud' },
    { name: 'teapot', french: 'thé' },
    { name: 'teacup-without-handle', french: 'thé vert' },
    { name: 'mate', french: 'maté infusion' },
    { name: 'beer-mug', french: 'bière' },
    { name: 'wine-glass', french: 'vin' },
    { name: 'bottle-with-popping-cork', french: 'bouteille mousseux' },
    { name: 'cocktail-glass', french: 'cocktail' },
    { name: 'sake', french: 'saké' },
  ],
}

/** Every word of the search begins a word of the drawing, in either language; accents do not matter. */
export function findDrawings(search: string): readonly GalleryDrawing[] {
  const wanted = wordsOf(search)
  return shelves
    .flatMap((shelf) => gallery[shelf])
    .filter(({ name, french }) => {
      const known = [...wordsOf(name), ...wordsOf(french)]
      return wanted.every((word) => known.some((each) => each.startsWith(word)))
    })
}

function wordsOf(text: string): string[] {
  return text
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
}
