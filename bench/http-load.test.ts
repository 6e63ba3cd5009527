// Answers are cut out of the stream wherever the network cuts it.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { firstAnswer, putLoad, requestOf } from './http-load.ts'

const whole = Buffer.from(
  'HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
)

test('an answer is taken when it is whole, and not before', () => {
  const first = firstAnswer(whole)

  assert.equal(first?.answer.status, 201)
  assert.equal(first.answer.body.toString(), 'hello')
  assert.equal(firstAnswer(whole.subarray(first.length))?.answer.body.toString(), 'ok')
  assert.equal(firstAnswer(whole.subarray(0, first.length - 1)), undefined)
  assert.equal(firstAnswer(Buffer.from('HTTP/1.1 2')), undefined)
})

test('a body of unknown length is refused rather than guessed', () => {
  assert.throws(() => firstAnswer(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')), /how long/)
})

test('a load keeps so many requests under way and counts every answer', async () => {
  let underWay = 0
  let most = 0
  let served = 0
  const server = createServer((request, response) => {
    most = Math.max(most, ++underWay)
    request.resume().on('end', () =>
      setTimeout(() => {
        underWay--
        served++
        response.writeHead(201, { 'content-length': '2' }).end('{}')
      }, 2),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`
  const request = requestOf('POST', url, { body: { a: 1 } })

  const result = await putLoad({ url, connections: 3, seconds: 0.3, next: () => request, expect: 201 })

  assert.equal(most, 3)
  assert.equal(result.answered, served)
  assert.ok(result.p50Ms >= 1.5 && result.perSecond > 100)
  await assert.rejects(putLoad({ url, connections: 1, seconds: 0.1, next: () => request, expect: 200 }), /answered 201/)
  server.closeAllConnections()
  server.close()
})
