// The API described by itself: OpenAPI in the words of each market, and a page to try it on.
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { type MarketDirectory, type MarketEntry, arrivalOf } from '@provender/platform/addresses'
import type { AnyRoute, Policy } from '@provender/platform/http'
import { describeApi } from '@provender/platform/openapi'

export interface DocsOptions {
  readonly directory: MarketDirectory
  readonly routes: readonly AnyRoute[]
  readonly policy: Policy
}

export const apiVersion = '1.0.0'

export function addDocs(app: FastifyInstance, { directory, routes, policy }: DocsOptions): void {
  const descriptions = new Map<string, string>()
  const describe = (entry: MarketEntry | undefined) => {
    const id = entry?.market.id ?? ''
    const known = descriptions.get(id)
    if (known !== undefined) return known

    const words = new Map([...(entry?.segments ?? [])].map(([theirs, ours]) => [ours, theirs]))
    const title = entry ? `Provender: ${id}` : 'Provender'
    const text = JSON.stringify(describeApi({ title, version: apiVersion, routes, policy, words }))
    descriptions.set(id, text)
    return text
  }

  app.get('/api/v1/openapi.json', async (request, reply) => {
    return reply.header('content-type', 'application/json; charset=utf-8').send(describe(arrivalOf(request.raw).entry))
  })

  void app.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      title: 'Provender API',
      sources: [
        { title: 'Every market', url: '/api/v1/openapi.json' },
        ...directory.all().map(({ market }) => ({ title: market.id, url: `/m/${market.id}/api/v1/openapi.json` })),
      ],
      withDefaultFonts: false,
      telemetry: false,
    },
  })
}
