// An API with markets and identity only, on a fresh database: what the tests of this module talk to.
import type { AnyRoute, Method, Policy } from '@provender/platform/http'
import { createHttpServer } from '@provender/platform/http-server'
import { createLogger } from '@provender/platform/log'
import { createResponseCache } from '@provender/platform/response-cache'
import { type TestDatabase, openTestDatabase } from '@provender/platform/testing'
import type { Market } from '@provender/platform/context'
import { createMarketDirectory } from '@provender/markets'
import { openMarket } from '@provender/markets/fixtures'
import { routes as marketRoutes } from '@provender/markets/wiring'
import { type Authenticator, createAuthenticator } from './authenticator.ts'
import { routes } from './wiring.ts'

interface Call {
  readonly body?: Record<string, unknown>
  readonly headers?: Record<string, string>
  readonly token?: string
  /** The market that is addressed; the first one unless told otherwise, none when null. */
  readonly market?: Market | null
}

interface Answer {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape.
  readonly body: any
  readonly headers: Record<string, unknown>
  readonly cookies: readonly { readonly name: string; readonly value: string; readonly [flag: string]: unknown }[]
}

export interface IdentityApi {
  readonly database: TestDatabase
  readonly market: Market
  readonly otherMarket: Market
  readonly authenticator: Authenticator
  call(method: Method, path: string, call?: Call): Promise<Answer>
}

export async function openIdentityApi({ secureCookies = false } = {}): Promise<IdentityApi> {
  const database = await openTestDatabase()
  const market = await openMarket(database, 'testmarket')
  const otherMarket = await openMarket(database, 'othermarket')
  const { pool, operatorPool } = database
  const directory = await createMarketDirectory(operatorPool)
  const authenticator = await createAuthenticator({ pool, operatorPool })
  const all = [...marketRoutes, ...routes]
  const app = createHttpServer({
    routes: all,
    policy: plainPolicy(all),
    directory,
    pool,
    operatorPool,
    authenticate: authenticator.authenticate,
    cache: createResponseCache(),
    logger: createLogger({ level: 'silent' }),
    secureCookies,
    limitFactor: 0,
  })

  return {
    database,
    market,
    otherMarket,
    authenticator,
    async call(method, path, { body, headers = {}, token, market: asked = market } = {}) {
      const reply = await app.inject({
        method,
        url: `${asked === null ? '' : `/m/${asked.id}`}/api/v1${path}`,
        ...(body && { payload: body }),
        headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      })

      return { status: reply.statusCode, body: reply.json(), headers: reply.headers, cookies: reply.cookies }
    },
  }
}

/** As the server's table has it, told from the audience: this module cannot see the table of the apps. */
function plainPolicy(all: readonly AnyRoute[]): Policy {
  const everybody = ['customer', 'vendor', 'rider', 'admin'] as const
  const may = {
    public: 'anyone',
    operator: 'anyone',
    customer: everybody,
    admin: ['admin'],
    vendor: [],
    rider: [],
  } as const

  return Object.fromEntries(
    all.map(({ permission, audience }) => [permission, { may: may[audience], whose: 'in tests' }]),
  )
}
