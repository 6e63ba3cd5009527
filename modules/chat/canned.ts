// Texts that everybody reads in his own language: one tap to say what is said a hundred times a day.
import type { LocalText } from '@provender/markets'
import type { Side } from './message.ts'

export const cannedTexts: Readonly<Record<string, LocalText & { readonly by: readonly Side[] }>> = {
  on_my_way: { by: ['rider'], en: 'I am on my way.', fr: 'Je suis en route.' },
  at_door: { by: ['rider'], en: 'I am at your door.', fr: 'Je suis devant votre porte.' },
  cannot_find: {
    by: ['rider'],
    en: 'I cannot find the entrance. Can you help?',
    fr: "Je ne trouve pas l'entrée. Pouvez-vous m'aider ?",
  },
  traffic: {
    by: ['rider'],
    en: 'There is a lot of traffic, I will be a little late.',
    fr: "Il y a beaucoup de circulation, j'aurai un peu de retard.",
  },
  waiting_for_food: { by: ['rider'], en: 'I am waiting for the food.', fr: "J'attends le repas." },
  coming_down: { by: ['customer'], en: 'I am coming down.', fr: 'Je descends.' },
  leave_at_door: { by: ['customer'], en: 'Please leave it at the door.', fr: 'Laissez-le devant la porte, merci.' },
  call_me: { by: ['customer', 'rider'], en: 'Please call me.', fr: 'Appelez-moi, merci.' },
  no_cutlery: { by: ['customer'], en: 'No cutlery, please.', fr: 'Sans couverts, merci.' },
  thank_you: { by: ['customer', 'rider', 'vendor'], en: 'Thank you!', fr: 'Merci !' },
  a_little_longer: {
    by: ['vendor'],
    en: 'It takes us ten minutes longer. Sorry!',
    fr: 'Il nous faut dix minutes de plus. Désolés !',
  },
  ready_soon: { by: ['vendor'], en: 'Almost ready.', fr: "C'est presque prêt." },
  sold_out_ask: {
    by: ['vendor'],
    en: 'Something is sold out. May we replace it?',
    fr: 'Un article est épuisé. Pouvons-nous le remplacer ?',
  },
  yes: { by: ['customer', 'vendor', 'rider'], en: 'Yes.', fr: 'Oui.' },
  no: { by: ['customer', 'vendor', 'rider'], en: 'No.', fr: 'Non.' },
}

export function maySay(side: Side, code: string): boolean {
  return Object.hasOwn(cannedTexts, code) && cannedTexts[code]?.by.includes(side) === true
}
