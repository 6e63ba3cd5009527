// One line of progress per step: what is done, how it ended, how long it took.

interface StepOptions<T> {
  /** Replaces the heading when the step is done. */
  outcome?: (result: T) => string
  /** The work heeds the stop signal itself and is waited for; another step is left at once. */
  patient?: boolean
}

export interface Steps {
  run<T>(heading: string, work: (say: (sentence: string) => void) => Promise<T>, options?: StepOptions<T>): Promise<T>
}

/** Thrown out of a step when the person who started us asks us to stop. */
export class Stopped extends Error {
  constructor() {
    super('stopped')
    this.name = 'Stopped'
  }
}

export interface StepsOptions {
  write: (text: string) => void
  /** A terminal shows the step that is running and overwrites it; elsewhere only finished lines are written. */
  live: boolean
  signal: AbortSignal
  now?: () => number
}

const width = 56

export function createSteps({ write, live, signal, now = () => performance.now() }: StepsOptions): Steps {
  return {
    async run(heading, work, { outcome, patient = false } = {}) {
      if (signal.aborted) throw new Stopped()

      const startedAt = now()
      const say = (sentence: string) => write(live ? `\r\u001b[2K  … ${sentence}` : `  … ${sentence}\n`)
      if (live) say(heading)
      try {
        const result = await (patient ? work(say) : unlessStopped(work(say), signal))
        write(line(live, '✓', outcome?.(result) ?? heading, now() - startedAt))
        return result
      } catch (error) {
        write(line(live, error instanceof Stopped ? '–' : '✗', heading, now() - startedAt))
        throw error
      }
    },
  }
}

function line(live: boolean, mark: string, text: string, ms: number): string {
  return `${live ? '\r\u001b[2K' : ''}  ${mark} ${text.padEnd(width)} ${(ms / 1000).toFixed(1).padStart(5)} s\n`
}

/** The work goes on unheard after a stop: whoever stops us closes what it had opened. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const stop = () => reject(new Stopped())
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
