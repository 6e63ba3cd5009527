// How a loop that follows the log sleeps between two looks: until woken, and never so briefly that it works for nothing.

/** A busy log is read in handfuls: so long a rest between two looks lets them gather. */
const restMs = 20

export interface Doze {
  /** Until the time is up or somebody wakes us; whoever was woken while at work takes a short rest only. */
  rest(): Promise<void>
  wake(): void
}

/** `pollMs`: between looks when nobody wakes us. */
export function createDoze(pollMs: number): Doze {
  let woken = false
  let ring: (() => void) | undefined

  return {
    async rest() {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, woken ? restMs : pollMs)
        if (woken) return
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      ring = undefined
      woken = false
    },
    wake() {
      woken = true
      ring?.()
    },
  }
}
