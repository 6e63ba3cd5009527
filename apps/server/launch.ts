// From settings to a server that answers: each step in its order, each thing it opens noted for closing.
import { mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config, Databases, ServerConfig } from '@provender/platform/config'
import { emptyFolder, emptyOwn, openBuiltIn, openDatabases, openOwn } from './launch-database.ts'
import { lockFolder } from './launch-lock.ts'
import { checkPort, portProblem } from './launch-port.ts'
import { hasCode, LaunchProblem } from './launch-problem.ts'
import { openSecrets } from './launch-secrets.ts'
import type { Steps } from './launch-steps.ts'

/** A demo market, as the welcome page shows it. */
export interface DemoMarket {
  readonly id: string
  readonly name: string
  readonly town: string
}

/** The parts that the launcher puts together; tests give it small ones. */
export interface Parts {
  /** The folder of SQL files. */
  readonly migrations: string
  startServer(config: ServerConfig): Promise<{ readonly url: string; close(): Promise<void> }>
  /** Loads the demo markets that are not there yet; answers all demo markets, and how many it loaded. */
  loadDemo(options: {
    databases: Databases
    markets?: readonly string[]
    onProgress: (sentence: string) => void
  }): Promise<{ markets: readonly DemoMarket[]; loaded: number }>
  /** Answers whether it had to build. */
  buildWeb(options: { onProgress: (sentence: string) => void; signal: AbortSignal }): Promise<boolean>
}

/** Something to close again, the last opened first. `kill` is for when there is no time to close it well. */
export interface Opened {
  readonly name: string
  close(): Promise<void>
  kill?(): Promise<void>
}

export interface Launched {
  /** Where people reach it. */
  readonly url: string
  readonly markets: readonly DemoMarket[]
  readonly databases: Databases
  readonly builtIn: boolean
}

export interface LaunchOptions {
  config: Config
  steps: Steps
  signal: AbortSignal
  /** Filled as things open, so that a start that fails or is stopped half-way is closed as well. */
  opened: Opened[]
  /** Called when something we cannot do without ends by itself. */
  onLoss: (sentence: string) => void
}

export async function launch(parts: Parts, options: LaunchOptions): Promise<Launched> {
  const { steps, signal, opened } = options
  await claimFolder(options)
  const config = await claimPort(options.config)
  const { adminUrl, secrets } = config.databaseUrl
    ? await useOwn(config.databaseUrl, options)
    : await useBuiltIn(options)
  const databases = await openDatabases({ adminUrl, config, secrets, migrations: parts.migrations, steps })
  const { markets } = await loadDemo(parts, config, databases, steps)
  if (config.roles.includes('web')) await buildWeb(parts, steps, signal)
  const server = await steps.run('Starting the server', () => startServer(parts, { ...config, databases }), {
    outcome: () => 'The server listens',
  })
  opened.push({ name: 'the server', close: () => within(10_000, server.close()) })

  return { url: config.publicUrl, markets, databases, builtIn: !config.databaseUrl }
}

/** With a database of one's own, several processes may share the folder: each does other roles. */
async function claimFolder({ config: { dataDirectory, databaseUrl }, opened }: LaunchOptions): Promise<void> {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
    if (databaseUrl) return

    const release = await lockFolder(dataDirectory)
    opened.push({ name: 'the data folder', close: release })
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR')) throw error
    throw new LaunchProblem(
      `The data folder ${dataDirectory} cannot be used; choose another: npm start -- --data FOLDER`,
      {
        cause: error,
      },
    )
  }
}

async function claimPort(config: Config): Promise<Config> {
  const port = await checkPort(config)
  return port === config.port ? config : { ...config, port, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) }
}

async function useBuiltIn({ config, steps, signal, opened, onLoss }: LaunchOptions) {
  if (config.reset) await emptyFolder(config.dataDirectory, steps)
  const secrets = await openSecrets(config.dataDirectory)
  const adminUrl = await openBuiltIn(config, secrets, steps, signal, (postgres) => {
    let wanted = false
    const close = () => {
      wanted = true
      return postgres.stop()
    }
    opened.push({ name: 'PostgreSQL', close, kill: postgres.kill })
    void postgres.ended.then(() => {
      if (!wanted)
        onLoss(`PostgreSQL has ended unexpectedly; its last words are in ${config.dataDirectory}/postgres.log.`)
    })
  })

  return { adminUrl, secrets }
}

async function useOwn(databaseUrl: string, { config, steps }: LaunchOptions) {
  const adminUrl = await openOwn(databaseUrl, steps)
  if (config.reset) await emptyOwn(adminUrl, config.yes, steps)

  return { adminUrl, secrets: await openSecrets(config.dataDirectory) }
}

async function loadDemo(parts: Parts, config: Config, databases: Databases, steps: Steps) {
  if (!config.demo) return { markets: [] }

  return steps.run(
    'Loading the demo markets',
    (say) => parts.loadDemo({ databases, ...(config.markets ? { markets: config.markets } : {}), onProgress: say }),
    { outcome: ({ loaded }) => (loaded === 0 ? 'The demo markets are there' : `Loaded ${loaded} demo markets`) },
  )
}

async function buildWeb(parts: Parts, steps: Steps, signal: AbortSignal): Promise<void> {
  await steps.run('Looking at the web app', (say) => parts.buildWeb({ onProgress: say, signal }), {
    outcome: (built) => (built ? 'Built the web app' : 'The web app is up to date'),
  })
}

async function startServer(parts: Parts, config: ServerConfig) {
  try {
    return await parts.startServer(config)
  } catch (error) {
    throw portProblem(error, config)
  }
}

/** Requests under way get their time; who is not done by then is cut off. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  await Promise.race([work, sleep(ms, undefined, { ref: false })])
}
