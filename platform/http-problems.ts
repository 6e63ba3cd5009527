// How a "no", a bug and an outage are answered: RFC 9457 problems, in the language of whoever asked.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from './context.ts'
import { DomainError, isOutage } from './errors.ts'
import { bugProblem, databaseAway, invalidRequest, problemOf, unknownAddress } from './http-errors.ts'

/** The sentence of a code in a language; undefined for the language in which errors are written. */
export type Translate = (code: string, language: Language) => string | undefined

/** The answer to addresses that neither routes nor pages know. */
export function answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, problemOf(unknownAddress(), request.id))
}

export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  translate: Translate = () => undefined,
): FastifyReply {
  if (error instanceof DomainError) {
    if (error.kind === 'limited')
      reply.header(
        'retry-after',
        String(typeof error.facts.retryAfterSeconds === 'number' ? error.facts.retryAfterSeconds : 1),
      )
    if (error.kind === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
    return refuse(request, reply, error, translate)
  }

  if (isOutage(error)) {
    request.log.error({ err: error, requestId: request.id }, 'the database is away')
    return refuse(request, reply.header('retry-after', '2'), databaseAway(), translate)
  }

  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500) {
    return sendProblem(reply, { ...problemOf(invalidRequest(), request.id), status, detail: (error as Error).message })
  }

  request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed')
  return sendProblem(reply, bugProblem(request.id))
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: DomainError, translate: Translate): FastifyReply {
  const title = translate(error.code, request.language)

  return sendProblem(reply, { ...problemOf(error, request.id), ...(title !== undefined && { title }) })
}

function sendProblem(reply: FastifyReply, problem: Record<string, unknown>): FastifyReply {
  return reply
    .status(problem.status as number)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem))
}
