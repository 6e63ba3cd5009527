// Moves something on the map from where it is to where it has been seen, over the second until the next news.

export interface Place {
  lat: number
  lng: number
}

const lastingMs = 1_000
/** About 600 m: a rider who jumps further has been out of reach, and gliding there would be a lie. */
const farthestDegrees = 0.006

/** Answers a function that stops it. Jumps at once for those who asked for less motion. */
export function glide(from: Place, to: Place, move: (place: Place) => void): () => void {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  if (calm || Math.hypot(to.lat - from.lat, to.lng - from.lng) > farthestDegrees) {
    move(to)
    return () => undefined
  }
  const startedAt = performance.now()
  let frame = requestAnimationFrame(function step(now) {
    const part = Math.min(1, (now - startedAt) / lastingMs)
    move({ lat: from.lat + (to.lat - from.lat) * part, lng: from.lng + (to.lng - from.lng) * part })
    if (part < 1) frame = requestAnimationFrame(step)
  })
  return () => cancelAnimationFrame(frame)
}
