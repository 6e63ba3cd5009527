// `npm start`: the launcher with the real parts, each loaded when its turn comes so that a refusal comes fast.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runLauncher } from './launcher.ts'

const code = await runLauncher(
  {
    migrations: fileURLToPath(new URL('../../db/migrations/', import.meta.url)),
    startServer: async (config) => (await import('./server.ts')).startServer(config),
    loadDemo: async (options) => (await import('./demo.ts')).loadDemo(options),
    buildWeb: async (options) => (await import('@provender/web/build')).buildWeb(options),
  },
  {
    env: process.env,
    argv: process.argv.slice(2),
    known: { markets: presetMarkets() },
    out: process.stdout,
    err: process.stderr,
  },
)
process.exit(code)

/** The folders in `markets/`, one per business. */
function presetMarkets(): string[] {
  return readdirSync(new URL('../../markets/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => entry.name)
}
