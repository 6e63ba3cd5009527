// The same word for every order from this browser, so that a welcome offer is welcomed once.

const key = 'pv_device'

/** Nothing where the browser keeps nothing. */
export function deviceId(): string | undefined {
  try {
    const known = localStorage.getItem(key)
    if (known) return known
    const made = crypto.randomUUID()
    localStorage.setItem(key, made)
    return made
  } catch {
    return undefined
  }
}
