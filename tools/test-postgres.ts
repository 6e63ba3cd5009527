// A throw-away PostgreSQL for tests, benchmarks and generators: in a temporary folder, gone afterwards.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../apps/server/embedded-postgres.ts'

export interface TestPostgres {
  readonly url: string
  stop(): Promise<void>
}

/** @param durable keeps fsync on, for benchmarks whose figures must be honest. */
export async function startTestPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'provender-postgres-'))
  // As root, PostgreSQL runs as another user, who must be able to walk in.
  await chmod(dataDirectory, 0o755)
  const server = await startEmbeddedPostgres({ dataDirectory, password: 'test', durable, connections: 300 })

  return {
    url: server.adminUrl,
    async stop() {
      await server.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}
