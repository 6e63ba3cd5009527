// Checking what arrives against a route's schema, and saying which field is wrong.
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type FieldProblem, invalidRequest } from './http-errors.ts'

/** Bodies are taken literally; what arrives as text in the address is converted first. */
export function validatorOf(schema: TSchema, httpPart: string | undefined) {
  const validator = Compile(closed(schema, httpPart !== 'params'))

  return (data: unknown) => {
    const value = validator.Default(httpPart === 'body' ? data : validator.Convert(data ?? {}))
    if (validator.Check(value)) return { value }

    return { error: invalidRequest({ errors: problemsIn(validator.Errors(value)) }) }
  }
}

/** Objects take the members they name and no others, so that nothing unexpected slips in. */
function closed(schema: TSchema, close: boolean): TSchema {
  if (schema === null || typeof schema !== 'object') return schema
  if (Array.isArray(schema)) return schema.map((each) => closed(each as TSchema, close))

  // TypeBox keeps what kind of schema it is in hidden properties, which conversion needs.
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema)) as Record<string, unknown>
  for (const [key, value] of Object.entries(schema)) {
    copy[key] =
      key === 'properties' ? closedMembers(value as Record<string, TSchema>, close) : closed(value as TSchema, close)
  }
  if (close && copy.type === 'object' && copy.properties && copy.additionalProperties === undefined) {
    copy.additionalProperties = false
  }

  return copy
}

function closedMembers(members: Record<string, TSchema>, close: boolean): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, closed(member, close)]))
}

function problemsIn(errors: readonly { instancePath?: string; message?: string; params?: unknown }[]): FieldProblem[] {
  return errors.slice(0, 20).map((error) => {
    const path = (error.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.')
    const params = error.params as { requiredProperties?: string[]; additionalProperties?: string[] } | undefined
    const members = params?.requiredProperties ?? params?.additionalProperties ?? []
    const field = [path, members.join(', ')].filter((part) => part !== '').join('.')

    return { field: field || '(body)', problem: error.message ?? 'is not valid' }
  })
}
