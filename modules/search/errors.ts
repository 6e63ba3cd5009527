// Every "no" that search can say.
import { defineError } from '@provender/platform/errors'

export const pageElsewhere = defineError(
  'search.page_elsewhere',
  'invalid',
  '`after` belongs to another search. Use the `next` of a page with the same words, filters and order, or leave it out.',
)
export const placeNeeded = defineError(
  'search.place_needed',
  'invalid',
  'Distance has no meaning without a place: send lat and lng as well.',
)
export const synonymsUnclear = defineError(
  'search.synonyms_unclear',
  'invalid',
  'Synonyms are at least two different words or phrases of letters and digits.',
)
export const synonymsUnknown = defineError('search.synonyms_unknown', 'missing', 'There are no such synonyms.')
