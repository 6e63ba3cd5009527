// The OpenAPI 3.1 description of the routes, in the words of one market; made from the same schemas that validate.
import type { TSchema } from 'typebox'
import { type ErrorDefinition, statusOf } from './errors.ts'
import { Problem, commonErrors } from './http-errors.ts'
import { type AnyRoute, type Policy, addressOf } from './http.ts'

export interface OpenApiOptions {
  readonly title: string
  readonly version: string
  readonly routes: readonly AnyRoute[]
  readonly policy: Policy
  /** Our word in a URL → the market's: `products` → `meals`. */
  readonly words?: ReadonlyMap<string, string>
}

type Json = Record<string, unknown>

export function describeApi(options: OpenApiOptions): Json {
  const schemas = new Map<string, unknown>()
  const paths: Record<string, Json> = {}
  for (const route of options.routes) {
    const path = inWords(addressOf(route), options.words).replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, options.policy, schemas) }
  }
  hoist(Problem, schemas)

  return {
    openapi: '3.1.0',
    info: { title: options.title, version: options.version },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

function inWords(path: string, words?: ReadonlyMap<string, string>): string {
  if (!words) return path
  const [, api, version, ...parts] = path.split('/')
  const renamed = parts.map((part, index) => (index < 2 ? (words.get(part) ?? part) : part))

  return ['', api, version, ...renamed].join('/')
}

function operationOf(route: AnyRoute, policy: Policy, schemas: Map<string, unknown>): Json {
  const rule = policy[route.permission]
  const open = rule?.may === 'anyone'

  return {
    operationId: `${route.method.toLowerCase()}${addressOf(route)
      .replace('/api/v1', '')
      .replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    tags: [route.permission.split('.')[0]],
    description: `Permission \`${route.permission}\`: ${rule ? `${open ? 'anyone' : (rule.may as readonly string[]).join(', ')}, ${rule.whose}` : ''}.`,
    ...(!open && { security: [{ session: [] }] }),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.idempotent
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: route.idempotent === true,
              schema: { type: 'string', minLength: 1, maxLength: 255 },
              description: 'A repeated request under one key is done once and answered the same.',
            },
          ]
        : []),
    ],
    ...(route.upload && { requestBody: { required: true, content: binaryOf(route.upload.types) } }),
    ...(route.body && { requestBody: { required: true, content: jsonOf(hoist(route.body, schemas)) } }),
    responses: {
      [route.status ?? 200]: {
        description: 'Done.',
        content: route.file ? binaryOf([route.file]) : jsonOf(hoist(route.reply, schemas)),
      },
      ...problemsOf(route, open),
    },
  }
}

function parametersOf(schema: TSchema | undefined, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, Json>
    required?: string[]
  }

  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: plain(each),
    ...(typeof each.description === 'string' && { description: each.description }),
  }))
}

function problemsOf(route: AnyRoute, open: boolean): Json {
  const spoken = commonErrors.filter(
    (error) => !open || (error.kind !== 'unauthenticated' && error.kind !== 'forbidden'),
  )
  const byStatus = Map.groupBy([...route.errors, ...spoken], (error: ErrorDefinition) => statusOf[error.kind])

  return Object.fromEntries(
    [...byStatus].map(([status, errors]) => [
      status,
      {
        description: errors.map((error) => `\`${error.code}\`: ${error.sentence}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

/** OpenAPI 3.1 describes raw bytes by their media type alone. */
function binaryOf(types: readonly string[]): Json {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
}

function jsonOf(schema: unknown): Json {
  return { 'application/json': { schema } }
}

/** Schemas with a title become components, so that clients get names instead of copies. */
function hoist(schema: unknown, schemas: Map<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((each) => hoist(each, schemas))
  if (schema === null || typeof schema !== 'object') return schema

  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, hoist(value, schemas)]))
  if (typeof copy.title !== 'string' || copy.type !== 'object') return copy
  const { title } = copy
  const known = schemas.get(title)
  if (known && JSON.stringify(known) !== JSON.stringify(copy)) throw new Error(`two schemas are titled ${title}`)
  schemas.set(title, copy)

  return { $ref: `#/components/schemas/${title}` }
}

function plain(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema))
}
