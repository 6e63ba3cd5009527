// What a process knows of its markets, and how it learns of changes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemContext } from '@provender/platform/context'
import { openTestDatabase } from '@provender/platform/testing'
import { createMarketDirectory, segmentsOf } from './directory.ts'
import { settingsChanged } from './events.ts'
import { marketSettings, openMarket } from './fixtures.ts'
import { saveMarket } from './save-market.ts'

const database = await openTestDatabase()
const { operatorPool } = database
const meals = await openMarket(database, 'meals', { hosts: ['meals.example', 'www.meals.example'] })
const fruit = await openMarket(database, 'fruit')

test('markets are found by id and by host, and their settings come along', async () => {
  const directory = await createMarketDirectory(operatorPool)

  assert.deepEqual(
    directory.all().map((entry) => entry.market.id),
    ['meals', 'fruit'],
  )
  assert.deepEqual(directory.byId('fruit')?.market, fruit)
  assert.equal(directory.byHost('www.meals.example')?.market.id, 'meals')
  assert.deepEqual(directory.byId('meals')?.languages, meals.settings.languages)
  assert.equal(directory.byId('nobody'), undefined)
  assert.equal(directory.byHost('nobody.example'), undefined)
})

test('a process may serve some of the markets only', async () => {
  const directory = await createMarketDirectory(operatorPool, ['fruit'])

  assert.deepEqual(
    directory.all().map((entry) => entry.market.id),
    ['fruit'],
  )
  assert.equal(directory.byId('meals'), undefined)
  assert.equal(directory.byHost('meals.example'), undefined)
})

test('changed settings are read again when the change is heard of', async () => {
  const directory = await createMarketDirectory(operatorPool)
  const settings = { ...fruit.settings, name: 'More fruit' }
  await operatorPool
    .market('fruit')
    .open((tx) => saveMarket(tx, systemContext(fruit, 'test'), { id: 'fruit', settings }))

  directory.onEvent({ name: 'ordering.order_placed' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const unheard = directory.byId('fruit')?.market.settings.name
  directory.onEvent({ name: settingsChanged.name })
  const until = Date.now() + 5000
  while (directory.byId('fruit')?.market.settings.name === unheard && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }

  assert.equal(unheard, 'Test market')
  assert.deepEqual(directory.byId('fruit')?.market, { id: 'fruit', settings })
})

test("the market's words in addresses lead to ours, and ours need no leading", () => {
  const { vocabulary } = marketSettings()
  const renamed = marketSettings({
    vocabulary: {
      ...vocabulary,
      product: { ...vocabulary.product, segment: 'meals' },
      vendor: { ...vocabulary.vendor, segment: 'providers', audience: 'provider' },
    },
  })

  assert.deepEqual(segmentsOf(marketSettings()), new Map())
  assert.deepEqual(
    segmentsOf(renamed),
    new Map([
      ['meals', 'products'],
      ['providers', 'vendors'],
      ['provider', 'vendor'],
    ]),
  )
})
