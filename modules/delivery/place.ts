// Where something is, as exactly as the asker may know.
import type { Place } from '@provender/platform/geo'

export { Place, straightLineM } from '@provender/platform/geo'

/** The neighbourhood of a place, to about a hundred metres: enough to decide on a ride, too little to find a door. */
export function roughly({ lat, lng }: Place): Place {
  return { lat: Math.round(lat * 1000) / 1000, lng: Math.round(lng * 1000) / 1000 }
}
