// Accounts whose rights are changing right now: for a moment nobody in this process trusts what was remembered of them.

/** Longer than any transaction that changes rights lives on after marking; then what is read is what was decided. */
const unsettledMs = 10_000
/** Nothing is remembered for longer than this anyway, so an older mark has nothing left to say. */
export const rememberedMs = 30_000

const settledAt = new Map<string, number>()

/**
 * To be called inside the transaction that changes what an account may do, and again when its event is heard. From here
 * on, until well after the commit, every request of the account is checked against the database: so the change bites
 * in the very next request, with nothing to be done between commit and answer.
 */
export function unsettle(accountId: string): void {
  const now = performance.now()
  for (const [id, time] of settledAt) {
    if (time + rememberedMs > now) break
    settledAt.delete(id)
  }
  // Kept in the order of time, so that the oldest are found first.
  settledAt.delete(accountId)
  settledAt.set(accountId, now + unsettledMs)
}

/** May something read about this account at `readAt` (by `performance.now()`) still be trusted? */
export function isTrusted(accountId: string, readAt: number): boolean {
  const settled = settledAt.get(accountId)

  return settled === undefined || readAt >= settled
}
