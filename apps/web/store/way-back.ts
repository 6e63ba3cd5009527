// Where to go on after a detour such as signing in, without letting an address from outside decide.
import { homePath } from '../ui/paths.ts'

/** `asked` when it is a page of this market, else its front page. */
export function wayBack(market: { id: string }, asked: string | null | undefined): string {
  const home = homePath(market)
  return asked && (asked === home || ['/', '?', '#'].some((mark) => asked.startsWith(home + mark))) ? asked : home
}
