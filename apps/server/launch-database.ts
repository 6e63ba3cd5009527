// A database that answers and is up to date: the built-in one, or the one that DATABASE_URL names.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config, Databases } from '@provender/platform/config'
import { isDatabaseError } from '@provender/platform/errors'
import {
  appRole,
  dropSchemas,
  jobsRole,
  migrate,
  operatorRole,
  prepareDatabase,
  rolePassword,
  urlAs,
  withDatabase,
} from '@provender/platform/migrations'
import {
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  stopLeftover,
} from './embedded-postgres.ts'
import { lockName } from './launch-lock.ts'
import { hasCode, LaunchProblem } from './launch-problem.ts'
import { readSecrets, type Secrets, secretsName } from './launch-secrets.ts'
import type { Steps } from './launch-steps.ts'

const databaseName = 'provender'

/** Starts the built-in server and answers the administrator's address; `opened` hears of the server first, to stop it. */
export async function openBuiltIn(
  { dataDirectory }: Config,
  { databasePassword }: Secrets,
  steps: Steps,
  signal: AbortSignal,
  opened: (server: EmbeddedPostgres) => void,
): Promise<string> {
  const { url } = await steps.run(
    'Starting PostgreSQL',
    async (say) => {
      const server = await startEmbeddedPostgres({ dataDirectory, password: databasePassword, signal, say })
      opened(server)
      return prepareDatabase({ adminUrl: server.adminUrl, name: databaseName })
    },
    { patient: true, outcome: ({ created }) => (created ? 'PostgreSQL runs, with a new database' : 'PostgreSQL runs') },
  )
  return url
}

/** Empties the data folder of a launcher that holds its lock; only one that we filled. */
export async function emptyFolder(dataDirectory: string, steps: Steps): Promise<void> {
  await steps.run('Emptying the data folder', async (say) => {
    const names = (await readdir(dataDirectory)).filter((name) => name !== lockName)
    if (names.length > 0 && !names.includes(secretsName)) {
      throw new LaunchProblem(
        `${dataDirectory} holds other things than Provender's; choose the right folder with --data.`,
      )
    }

    await stopLeftover(dataDirectory, say)
    // The mark that the folder is ours goes last: an interrupted reset can be repeated.
    for (const name of [...names.filter((one) => one !== secretsName), secretsName]) {
      await rm(join(dataDirectory, name), { recursive: true, force: true })
    }
  })
}

/** Makes sure that a database of one's own answers, and makes it when only its name is missing. */
export async function openOwn(databaseUrl: string, steps: Steps): Promise<string> {
  return steps.run(
    'Reaching the database',
    async () => {
      const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1)) || databaseName
      try {
        return (await prepareDatabase({ adminUrl: databaseUrl, name })).url
      } catch (error) {
        throw databaseProblem(error, databaseUrl)
      }
    },
    { outcome: () => 'The database answers' },
  )
}

export async function emptyOwn(databaseUrl: string, confirmed: boolean, steps: Steps): Promise<void> {
  if (!confirmed) {
    throw new LaunchProblem(
      `--reset would drop everything of Provender in the database of DATABASE_URL (${placeOf(databaseUrl)}); ` +
        'say that you mean it: npm start -- --reset --yes',
    )
  }
  await steps.run('Emptying the database', () => dropSchemas({ adminUrl: databaseUrl }), {
    outcome: (names) => `Emptied the database: ${names.length === 0 ? 'nothing was there' : names.join(', ')}`,
  })
}

/** Migrates, and answers the address for each database role. */
export async function openDatabases(options: {
  adminUrl: string
  config: Config
  secrets: Secrets
  migrations: string
  steps: Steps
}): Promise<Databases> {
  const passwordOf = passwordsFor(options)
  await options.steps.run(
    'Migrating the database',
    (say) =>
      migrate({
        adminUrl: options.adminUrl,
        directory: options.migrations,
        appPassword: passwordOf(appRole),
        operatorPassword: passwordOf(operatorRole),
        jobsPassword: passwordOf(jobsRole),
        onStep: say,
      }),
    {
      outcome: ({ length }) =>
        length === 0 ? 'The database is up to date' : `Migrated the database in ${length} steps`,
    },
  )

  return addressesOf(options)
}

/** For commands beside a running server: the databases it uses. Throws one sentence when there is none. */
export async function findDatabases(config: Config): Promise<Databases> {
  const { dataDirectory } = config
  const secrets = await readSecrets(dataDirectory)
  const server =
    config.databaseUrl ?? (secrets && (await findEmbeddedPostgres(dataDirectory, secrets.databasePassword)))
  if (!secrets || !server) {
    throw new LaunchProblem(`Nothing runs with the data folder ${dataDirectory}; start it first: npm start`)
  }

  const adminUrl = config.databaseUrl ?? withDatabase(server, databaseName)
  return addressesOf({ adminUrl, config, secrets })
}

function addressesOf(options: { adminUrl: string; config: Config; secrets: Secrets }): Databases {
  const { adminUrl, config } = options
  const passwordOf = passwordsFor(options)
  const as = (url: string, role: string) => urlAs(url, role, passwordOf(role))

  return {
    adminUrl,
    appUrl: as(adminUrl, appRole),
    operatorUrl: as(adminUrl, operatorRole),
    jobsUrl: as(adminUrl, jobsRole),
    ...(config.databaseReadUrl ? { readUrl: as(config.databaseReadUrl, appRole) } : {}),
  }
}

function passwordsFor({ adminUrl, secrets }: { adminUrl: string; secrets: Secrets }): (role: string) => string {
  return (role) => rolePassword({ adminUrl, otherwise: secrets.databasePassword, role })
}

/** The sentence for a database that cannot be had; another error as it is. */
export function databaseProblem(error: unknown, databaseUrl: string): unknown {
  const place = placeOf(databaseUrl)
  const wayOut = 'check DATABASE_URL, or leave it out to use the built-in one.'
  if (
    hasCode(
      error,
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ENOENT',
      'ECONNRESET',
    )
  ) {
    return new LaunchProblem(
      `No database answers at ${place} (${String((error as { code?: unknown }).code)}); ${wayOut}`,
    )
  }
  if (error instanceof Error && /timeout|terminated unexpectedly|SSL/i.test(error.message)) {
    return new LaunchProblem(`The database at ${place} cannot be reached (${error.message}); ${wayOut}`)
  }
  if (isDatabaseError(error) && ['28P01', '28000', '53300', '57P03', '42501'].includes(error.code)) {
    return new LaunchProblem(`The database at ${place} turns us away (${error.message}); ${wayOut}`)
  }
  return error
}

/** Host, port and name, without the sign-in. */
function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname, searchParams } = new URL(databaseUrl)
  return `${searchParams.get('host') ?? (hostname || 'localhost')}:${port || '5432'}${pathname}`
}
