// What people of the demo towns look for, and which of their words mean the same.

export interface DemoSearches {
  /** Groups of words that mean the same. */
  readonly synonyms: readonly (readonly string[])[]
  /** Looked for by several people, the most wanted first. */
  readonly wanted: readonly string[]
  /** Looked for and not sold here. */
  readonly missing: readonly string[]
}

export const demoSearches = {
  freshhome: {
    synonyms: [
      ['veggie', 'vegetarian'],
      ['spuds', 'potato'],
    ],
    wanted: ['curry', 'soup', 'vegan', 'stew'],
    missing: ['ramen'],
  },
  harvest: {
    synonyms: [
      ['brinjal', 'aubergine', 'eggplant'],
      ['ladies finger', 'okra', 'bhindi'],
      ['coriander', 'cilantro', 'dhania'],
    ],
    wanted: ['mango', 'tomato', 'spinach', 'banana'],
    missing: ['avocado toast'],
  },
  rachelfoods: {
    synonyms: [
      ['soda', 'soft drink', 'pop'],
      ['yam', 'iyan'],
    ],
    wanted: ['jollof', 'chicken', 'rice', 'plantain'],
    missing: ['lobster roll'],
  },
  eatfast: {
    synonyms: [
      ['alloco', 'plantain'],
      ['boisson', 'jus'],
    ],
    wanted: ['poulet', 'poisson braisé', 'ndolé', 'pizza'],
    missing: ['sushi'],
  },
  reeyo: {
    synonyms: [
      ['eru', 'okok'],
      ['boisson', 'jus'],
      ['kebab', 'chawarma', 'shawarma'],
    ],
    wanted: ['poulet', 'poisson', 'ndolé', 'jus'],
    missing: ['sushi'],
  },
} as const satisfies Readonly<Record<string, DemoSearches>>
