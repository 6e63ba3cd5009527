// Whether the page comes from the machine it is read on: there, the demo may help along.

export function isOwnMachine(): boolean {
  if (typeof window === 'undefined') return false
  const host = window.location.hostname
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1' || host === '[::1]'
}
