// The floor of a cached read: Fastify with nothing around it, sending the bytes of a file. Run with the file's path.
import Fastify from 'fastify'
import { readFileSync } from 'node:fs'

const [file = ''] = process.argv.slice(2)
const bytes = readFileSync(file)
const app = Fastify()
app.get('/', (_request, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(bytes))
const url = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${url}\n`)
