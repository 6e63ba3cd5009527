// What riders ride, and what it looks like.
import type { Rider } from '../answers.ts'

export const vehicles = [
  'motorcycle',
  'scooter',
  'bicycle',
  'ebike',
  'car',
  'van',
] as const satisfies readonly Rider['vehicle'][]

export const vehicleDrawings: Record<Rider['vehicle'], string> = {
  bicycle: 'fluent-emoji-flat:bicycle',
  ebike: 'fluent-emoji-flat:person-biking',
  scooter: 'fluent-emoji-flat:motor-scooter',
  motorcycle: 'fluent-emoji-flat:motorcycle',
  car: 'fluent-emoji-flat:automobile',
  van: 'fluent-emoji-flat:delivery-truck',
}
