// Keeping a file that the API makes: asked for with the session of the app one is in, saved under the name it comes with.
import { problemFrom } from '../api/problem.ts'
import type { App } from '../api/schema.ts'

/** `path` as in `/api/v1/vendor/wallet/statement.csv`. Throws what the API says. */
export async function download(market: string, app: App, path: string): Promise<void> {
  const answer = await fetch(`/m/${encodeURIComponent(market)}${path}`, { headers: { 'x-app': app } })
  if (!answer.ok) throw await problemFrom(answer)
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
