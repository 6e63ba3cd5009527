// Hungry people in a real browser: from the first look to food that is on its way, paid each way, open to everybody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildWeb } from '@provender/web/build'
import type { Page } from 'playwright-core'
import { assertAccessible, openBrowser } from './browser.ts'
import { type Json, eventually, openTown } from './town.ts'

await buildWeb()
const town = await openTown({
  markets: ['reeyo', 'freshhome'],
  roles: 'web,customer,vendor,rider,admin,realtime,worker',
})
const browsing = await openBrowser()

test('a guest in Yaoundé fills a basket, signs in, pays from the wallet and sees the kitchen answer', async () => {
  const { page, problems } = await browsing.visit()
  const vendor = await town.demo('reeyo', 'vendor')
  const [vendorId] = vendor.account.vendorIds

  await page.goto(`${town.url}/m/reeyo`)
  await assertAccessible(page, 'front page')
  await chooseFirstAddress(page)
  await page.goto(`${town.url}/m/reeyo/vendors/${vendorId}`)
  await addFirst(page)
  await assertAccessible(page, 'vendor')
  await page.getByRole('link', { name: 'To the basket' }).click()
  await page.getByRole('link', { name: 'Check out' }).click()
  await signInFromDemo(page)
  await page.getByRole('heading', { name: 'Check out' }).waitFor()
  await assertAccessible(page, 'checkout')
  await page.getByRole('button', { name: /^Order for FCFA/ }).click()
  await page.waitForURL(/\/orders\//)
  await page.getByRole('heading', { name: 'We have told the kitchen' }).waitFor()
  await assertAccessible(page, 'order')

  const orderId = page.url().split('/').at(-1)
  const accepted = await vendor.send('PUT', `/vendor/orders/${orderId}/accept`, { readyInMinutes: 20 })
  assert.equal(accepted.status, 200, JSON.stringify(accepted.body))

  await page.getByRole('heading', { name: /^Arrives/ }).waitFor()
  assert.match(await page.locator('main').innerText(), /Accepted/)
  assert.deepEqual(problems, [])
})

test('a card in Dublin asks for 3-D Secure, and the meal waits to be collected', async () => {
  const { page, problems } = await browsing.visit({ colorScheme: 'dark', viewport: { width: 1280, height: 800 } })
  const vendor = await town.demo('freshhome', 'vendor')
  const [vendorId] = vendor.account.vendorIds

  await page.goto(`${town.url}/m/freshhome/sign-in?back=/m/freshhome/providers/${vendorId}`)
  await signInFromDemo(page)
  await addFirst(page)
  await addFirst(page)
  await page.goto(`${town.url}/m/freshhome/checkout/${vendorId}`)
  await page.getByText('You collect it here').waitFor()
  await page.getByRole('radio', { name: /^Card/ }).check({ force: true })
  await page.getByRole('button', { name: /^Order for €/ }).click()
  await page.waitForURL(/sandbox/)
  await page.getByLabel('Card number').fill('4000 0000 0000 3220')
  await page.getByLabel('Name on the card').fill('Ada Bell')
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.getByLabel('Code').fill('123456')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.waitForURL(/\/m\/freshhome\/orders\//)

  await page.getByRole('heading', { name: 'We have told the kitchen' }).waitFor()
  assert.match(await page.locator('aside').innerText(), /Card · paid/)
  await assertAccessible(page, 'paid order in the dark')
  assert.deepEqual(problems, [])
})

test('somebody hungry types half a word, follows a suggestion by keyboard, and narrows what was found', async () => {
  const { page, problems } = await browsing.visit({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${town.url}/m/reeyo`)
  const box = page.getByRole('banner').getByRole('combobox')

  await box.click()
  await page.getByRole('option', { name: 'poulet' }).waitFor()
  await box.pressSequentially('plantin')
  await page.getByRole('option').first().waitFor()
  await assertAccessible(page, 'suggestions')
  await box.press('Enter')
  await page.waitForURL(/search\?q=plantin/)
  await page.getByText('Nothing is called “plantin”').waitFor()
  const all = await countOf(page)
  await assertAccessible(page, 'found')

  await page
    .getByRole('checkbox', { name: /^Vegan/ })
    .first()
    .check()
  await page.waitForURL(/diet=vegan/)
  await page.getByRole('link', { name: 'Remove Vegan' }).waitFor()
  const vegan = await countOf(page)
  assert.ok(vegan > 0 && vegan < all, `${vegan} of ${all}`)
  await page.getByRole('link', { name: 'Remove Vegan' }).click()
  await page.waitForURL((url) => !url.search.includes('vegan'))
  assert.deepEqual(problems, [])
})

test('searching works without scripts, and says in French what to do when there is nothing', async () => {
  const { page } = await browsing.visit({ javaScriptEnabled: false, locale: 'fr' })

  await page.goto(`${town.url}/m/reeyo/search?q=poulet`)
  assert.ok((await page.getByRole('article').count()) > 0)
  await page.goto(`${town.url}/m/reeyo/search?q=xyzzy&open=true`)
  await page.getByRole('heading', { name: 'Rien ne s’appelle « xyzzy »' }).waitFor()
  await page.getByRole('link', { name: 'Retirer tous les filtres' }).click()
  await page.waitForURL((url) => url.search === '?q=xyzzy')
})

test('the price moves between looking and ordering, and nobody pays more than they agreed to', async () => {
  const { page } = await browsing.visit()
  const vendor = await town.demo('freshhome', 'vendor')
  const [vendorId] = vendor.account.vendorIds
  await page.goto(`${town.url}/m/freshhome/sign-in?back=/m/freshhome/providers/${vendorId}`)
  await signInFromDemo(page)
  await addFirst(page)
  await page.goto(`${town.url}/m/freshhome/checkout/${vendorId}`)
  await page.getByRole('radio', { name: /^Wallet/ }).check({ force: true })

  const { items } = (await vendor.get(`/vendor/products?vendorId=${vendorId}&limit=100`)).body
  for (const { id, ...product } of items) {
    const {
      vendorId: _vendor,
      slug: _slug,
      onHand: _onHand,
      reserved: _reserved,
      available: _available,
      soldOutUntil: _soldOutUntil,
      optionGroups,
      ...draft
    } = product
    const groups = optionGroups.map((group: Json) => ({
      ...group,
      options: group.options.map(({ available: _left, ...option }: Json) => option),
    }))
    const dearer = await vendor.send('PUT', `/vendor/products/${id}`, {
      ...draft,
      optionGroups: groups,
      priceMinor: draft.priceMinor + 50,
    })
    assert.equal(dearer.status, 200, JSON.stringify(dearer.body))
  }
  await page.getByRole('button', { name: /^Order for €/ }).click()

  const question = page.getByRole('dialog', { name: 'The price has moved' })
  await question.waitFor()
  await question.getByRole('button', { name: /^Order for €/ }).click()
  await page.waitForURL(/\/orders\//)
})

test('without scripts one can still look at everything', async () => {
  const { page } = await browsing.visit({ javaScriptEnabled: false })

  await page.goto(`${town.url}/m/reeyo`)
  await page.locator('article a').first().click()

  await eventually(async () => page.url().includes('/vendors/'), 'the link leads to a vendor')
  assert.ok((await page.locator('article').count()) > 0)
})

async function chooseFirstAddress(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Where shall we deliver?' }).click()
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click()
  await page.getByRole('button', { name: /^Deliver to/ }).waitFor()
}

async function signInFromDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: /This is a demo/ }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-in'))
}

/** Puts one more thing in, and waits until both the server and the header know. */
async function addFirst(page: Page): Promise<void> {
  const basket = page.getByRole('link', { name: /^Basket/ })
  const before = await basket.innerText()
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/cart/lines') && answer.ok())
  await page.getByRole('button', { name: /^Add / }).first().click()
  await saved
  await eventually(async () => (await basket.innerText()) !== before, 'the basket counts one more')
}

/** `12 found` */
async function countOf(page: Page): Promise<number> {
  return Number.parseInt(await page.getByText(/^[\d,]+ found$/).innerText(), 10)
}
