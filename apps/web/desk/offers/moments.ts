// Moments in the browser's own date-and-time fields, which know no time zone but the reader's.

/** RFC 3339 → `2026-06-15T12:00`, as the reader's clock shows it. */
export function localInput(moment: string): string {
  const at = new Date(moment)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Nothing for an empty or unreadable field. */
export function fromLocalInput(text: string): string | undefined {
  const at = new Date(text)
  return text && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined
}
