// What was measured on: figures without their machine mean nothing.
import { cpus, release, totalmem } from 'node:os'
import pg from 'pg'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  readonly postgres: string
}

export async function describeMachine(postgresUrl: string): Promise<Machine> {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    postgres: await postgresVersion(postgresUrl),
  }
}

export function machineText({ cpu, cores, memoryGb, system, node, postgres }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, PostgreSQL ${postgres}`
}

async function postgresVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string; fsync: string; synchronous_commit: string }>(
      `SELECT current_setting('server_version') AS server_version, current_setting('fsync') AS fsync,
         current_setting('synchronous_commit') AS synchronous_commit`,
    )
    const [settings] = rows
    return `${settings?.server_version} (fsync ${settings?.fsync}, synchronous_commit ${settings?.synchronous_commit})`
  } finally {
    await client.end()
  }
}
