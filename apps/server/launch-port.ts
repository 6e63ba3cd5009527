// Is the door free? Asked before the slow steps, so that nobody waits for a refusal.
import { createServer } from 'node:net'
import { hasCode, LaunchProblem } from './launch-problem.ts'

/** Answers the port itself, or a free one for 0; throws one sentence when it cannot be had. */
export async function checkPort({ host, port }: { host: string; port: number }): Promise<number> {
  const server = createServer()
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  } catch (error) {
    throw portProblem(error, { host, port })
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

/** The sentence for a door that does not open; another error as it is. */
export function portProblem(error: unknown, { host, port }: { host: string; port: number }): unknown {
  if (hasCode(error, 'EADDRINUSE')) {
    return new LaunchProblem(
      `Port ${port} is taken by another program; stop it, or choose another: npm start -- --port ${port + 1}`,
    )
  }
  if (hasCode(error, 'EACCES')) {
    return new LaunchProblem(
      `Port ${port} may not be used by this user; choose one above 1023: npm start -- --port 3000`,
    )
  }
  if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL')) {
    return new LaunchProblem(`${host} is not an address of this machine; choose another: npm start -- --host 127.0.0.1`)
  }
  return error
}
