// The launcher with a tiny server, as a program of its own: what the launcher's tests start, stop and kill.
import { createServer } from 'node:http'
import pg from 'pg'
import { runLauncher } from './launcher.ts'

const { STUB_MIGRATIONS: migrations = '', STUB_HANGS: hangs } = process.env

const code = await runLauncher(
  {
    migrations,
    /** Notes each start in the database, as the application would write, and answers how many there were. */
    async startServer({ host, port, databases, publicUrl }) {
      const client = new pg.Client({ connectionString: databases.appUrl })
      client.on('error', () => {})
      await client.connect()
      await client.query('INSERT INTO stub.starts DEFAULT VALUES')
      const { rows } = await client.query<{ starts: number }>('SELECT count(*)::int AS starts FROM stub.starts')
      const server = createServer((_, response) => response.end(String(rows[0]?.starts)))
      await new Promise<void>((resolve) => server.listen(port, host, resolve))

      return {
        url: publicUrl,
        async close() {
          if (hangs) await new Promise(() => {})
          server.closeAllConnections()
          await new Promise((resolve) => server.close(resolve))
          await client.end()
        },
      }
    },
    loadDemo: async ({ markets = ['reeyo', 'harvest'] }) => ({
      markets: markets.map((id) => ({ id, name: id.toUpperCase(), town: 'Testville' })),
      loaded: 0,
    }),
    buildWeb: async () => false,
  },
  {
    env: process.env,
    argv: process.argv.slice(2),
    known: { markets: ['reeyo', 'harvest'] },
    out: process.stdout,
    err: process.stderr,
  },
)
process.exit(code)
