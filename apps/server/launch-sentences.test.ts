// What a newcomer reads: refusals that name the way out, and the page at the end.
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { databaseProblem } from './launch-database.ts'
import { checkPort, portProblem } from './launch-port.ts'
import { LaunchProblem } from './launch-problem.ts'
import { parsePasswd } from './launch-user.ts'
import { welcomePage } from './welcome.ts'

const failure = (code: string, message = code, more = {}) => Object.assign(new Error(message), { code, ...more })
const sentenceOf = (error: unknown) => (error instanceof LaunchProblem ? error.message : assert.fail(String(error)))

test('a free port is answered for 0, a taken one refused', async () => {
  const server = createServer()
  const port = await checkPort({ host: '127.0.0.1', port: 0 })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))

  await assert.rejects(checkPort({ host: '127.0.0.1', port }), /is taken by another program/)

  server.close()
})

test('each way a door stays closed has its sentence', () => {
  const door = { host: 'kitchen', port: 80 }

  assert.match(sentenceOf(portProblem(failure('EACCES'), door)), /choose one above 1023/)
  assert.match(sentenceOf(portProblem(failure('ENOTFOUND'), door)), /kitchen is not an address of this machine/)
  const bug = new TypeError('ours')
  assert.equal(portProblem(bug, door), bug)
})

test('each way a database cannot be had has its sentence, without the sign-in', () => {
  const url = 'postgres://me:hush@db.test/food'
  const sentences = [
    failure('ENOTFOUND'),
    new Error('timeout expired'),
    failure('28P01', 'password authentication failed', { severity: 'FATAL' }),
  ].map((error) => sentenceOf(databaseProblem(error, url)))

  for (const sentence of sentences) {
    assert.match(sentence, /db\.test:5432\/food.*check DATABASE_URL, or leave it out/)
    assert.ok(!sentence.includes('hush'))
  }
  const bug = new TypeError('ours')
  assert.equal(databaseProblem(bug, url), bug)
})

test('users are read from a passwd file, also the negative one of macOS', () => {
  const users = parsePasswd('# list\nroot:*:0:0:root:/root:/bin/sh\nnobody:*:-2:-2:Nobody:/var/empty:/usr/bin/false\n')

  assert.deepEqual(users.get('nobody'), { uid: 4_294_967_294, gid: 4_294_967_294 })
  assert.equal(users.size, 2)
})

test('the page at the end names every market, every person and the way out, within a screen', () => {
  const databases = { adminUrl: '', appUrl: '', operatorUrl: '', jobsUrl: '' }
  const markets = [
    { id: 'reeyo', name: 'Reeyo', town: 'Yaoundé' },
    { id: 'rachelfoods', name: 'RachelFoods', town: 'Houston' },
  ]
  const launched = { url: 'http://localhost:3000', markets, databases, builtIn: true }

  const page = welcomePage({ launched, dataDirectory: '/food/.provender', roles: ['web'] })

  assert.equal(
    page,
    [
      '',
      '  Provender runs at http://localhost:3000',
      '',
      '  Reeyo, Yaoundé         http://localhost:3000/m/reeyo',
      '      customer@reeyo.test  vendor@reeyo.test  rider@reeyo.test  admin@reeyo.test',
      '  RachelFoods, Houston   http://localhost:3000/m/rachelfoods',
      '      customer@rachelfoods.test  vendor@rachelfoods.test  rider@rachelfoods.test  admin@rachelfoods.test',
      '',
      '  Sign in as any of them; the password of all is Provender1!',
      '  Vendors, riders and admins find their desks at /vendor, /rider and /admin of their market.',
      '  Across all markets: operator@provender.test',
      '',
      '  The API is described at http://localhost:3000/docs',
      '  Data lies in /food/.provender (the database in postgres/)',
      '  To stop: Ctrl-C. To start afresh: npm start -- --reset. All options: npm start -- --help',
      '',
    ].join('\n'),
  )
})

test('without a web role the page says what the process does', () => {
  const databases = { adminUrl: '', appUrl: '', operatorUrl: '', jobsUrl: '' }
  const launched = { url: 'http://localhost:3000', markets: [], databases, builtIn: false }

  const page = welcomePage({ launched, dataDirectory: '/food', roles: ['vendor', 'worker'] })

  assert.match(page, /This process does: vendor, worker/)
  assert.match(page, /the database of DATABASE_URL, and \/food/)
  assert.ok(!page.includes('Provender1!'))
})
