// The life of the program: reads its settings, launches, waits, and leaves nothing behind whichever way it ends.
import { type Config, ConfigProblems, helpText, type Known, readConfig } from '@provender/platform/config'
import { MigrationProblem } from '@provender/platform/migrations'
import { launch, type Launched, type Opened, type Parts } from './launch.ts'
import { LaunchProblem } from './launch-problem.ts'
import { createSteps, Stopped } from './launch-steps.ts'
import { welcomePage } from './welcome.ts'

export interface LauncherOptions {
  env: Record<string, string | undefined>
  argv: readonly string[]
  known?: Known
  out: NodeJS.WriteStream
  err: NodeJS.WriteStream
}

/** Answers the exit code: 0 when asked to stop, 1 when it cannot go on, 128 + signal when stopped while starting. */
export async function runLauncher(parts: Parts, options: LauncherOptions): Promise<number> {
  const { env, argv, known, out, err } = options
  // A terminal that was closed cannot be written to; that must not keep us from stopping well.
  for (const stream of [out, err]) stream.on('error', () => {})
  if (argv.includes('--help')) {
    out.write(helpText())
    return 0
  }

  try {
    return await live(parts, readConfig(env, argv, known), out, err)
  } catch (error) {
    err.write(`\n${sentenceFor(error)}\n`)
    return 1
  }
}

async function live(parts: Parts, config: Config, out: NodeJS.WriteStream, err: NodeJS.WriteStream): Promise<number> {
  const opened: Opened[] = []
  const ending = watchForEnding(opened, out)
  const steps = createSteps({
    write: (text) => void out.write(text),
    live: out.isTTY,
    signal: ending.signal,
  })
  let launched: Launched | undefined
  try {
    launched = await launch(parts, { config, steps, signal: ending.signal, opened, onLoss: ending.lose })
    out.write(welcomePage({ launched, dataDirectory: config.dataDirectory, roles: config.roles }))
    const { loss } = await ending.asked
    if (loss === undefined) return 0

    err.write(`\n${sentenceFor(loss)}\n`)
    return 1
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const { loss, code } = await ending.asked
    if (loss === undefined) return code

    throw loss
  } finally {
    await closeAll(opened, err)
    if (launched) out.write('  Everything is stopped.\n')
    ending.unwatch()
  }
}

interface Ending {
  /** Aborts with the first wish to stop. */
  readonly signal: AbortSignal
  readonly asked: Promise<{ loss?: unknown; code: number }>
  lose(sentence: string): void
  unwatch(): void
}

/** npm passes a Ctrl-C on that the terminal has given us already: an echo is no second wish. */
const echoMs = 500

const stopSignals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** The first signal asks us to stop, the second one forces it. An error that nobody caught ends us as well, in order. */
function watchForEnding(opened: readonly Opened[], out: NodeJS.WriteStream): Ending {
  const controller = new AbortController()
  const { promise: asked, resolve } = Promise.withResolvers<{ loss?: unknown; code: number }>()
  const end = (how: { loss?: unknown; code: number }) => {
    resolve(how)
    controller.abort()
  }

  let firstAt = 0
  const onSignal = (name: NodeJS.Signals) => {
    const code = stopSignals[name as keyof typeof stopSignals]
    if (controller.signal.aborted) {
      if (performance.now() - firstAt > echoMs) void forceEnd(opened, code)
      return
    }

    firstAt = performance.now()
    out.write('\n  Stopping; once more to force it.\n')
    end({ code })
  }
  const onBug = (error: unknown) => end({ loss: error, code: 1 })
  for (const name of Object.keys(stopSignals)) process.on(name, onSignal)
  process.on('uncaughtException', onBug)

  return {
    signal: controller.signal,
    asked,
    lose: (sentence) => end({ loss: new LaunchProblem(sentence), code: 1 }),
    unwatch() {
      for (const name of Object.keys(stopSignals)) process.off(name, onSignal)
      process.off('uncaughtException', onBug)
    },
  }
}

async function forceEnd(opened: readonly Opened[], code: number): Promise<void> {
  await Promise.allSettled(opened.map((one) => one.kill?.()))
  process.exit(code)
}

/** The last opened first. What does not close does not keep the others open. */
async function closeAll(opened: Opened[], err: NodeJS.WriteStream): Promise<void> {
  for (let one = opened.pop(); one; one = opened.pop()) {
    try {
      await one.close()
    } catch (error) {
      err.write(`\nClosing ${one.name} failed: ${sentenceFor(error)}\n`)
    }
  }
}

/** What a person can act on is one sentence; the rest is our bug, and its trace is what we need to know. */
function sentenceFor(error: unknown): string {
  if (error instanceof ConfigProblems) {
    return `Provender cannot start with these settings:\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}`
  }
  if (error instanceof LaunchProblem || error instanceof MigrationProblem) return error.message

  return `Something is wrong in Provender itself:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
