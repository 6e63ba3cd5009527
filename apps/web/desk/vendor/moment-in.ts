// What a clock on the wall of a market says, as a moment.

/** `2026-03-29T01:30` in `Europe/Dublin` as RFC 3339; a time that the clock skips is the one an hour later. */
export function momentIn(timeZone: string, local: string): string {
  const asUtc = Date.parse(`${local}Z`)
  // The offset that holds at the guess may not hold at the answer: twice is enough, clocks jump rarely.
  const guess = asUtc - offsetAt(timeZone, asUtc)
  return new Date(asUtc - offsetAt(timeZone, guess)).toISOString()
}

function offsetAt(timeZone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(moment)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '00'
  const wall = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`

  return Date.parse(wall) - Math.floor(moment / 60_000) * 60_000
}
