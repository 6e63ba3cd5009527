// The hosted page is read and sent as a browser would.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approveAt, cards, filledIn, formIn, pins } from './gateway-page.ts'

const address = 'http://localhost:3000/m/reeyo/sandbox/pay/1?lang=fr'
const cardPage = `<main><form method="post" action="/m/reeyo/sandbox/pay/1?lang=fr&amp;x=1"><h1>5 000 FCFA</h1>
<label>Card<input name="card" inputmode="numeric" value="4242 4242 4242 4242" required></label>
<input name="expiry" value="12 / 34"><input name="holder" required>
<button name="choice" value="pay">Pay</button><button class="quiet" name="choice" value="cancel" formnovalidate>Back</button></form></main>`
const bankPage = `<form method="post" action="/m/reeyo/sandbox/pay/1"><input name="code"><button name="choice" value="confirm">OK</button></form>`
const payer = { name: 'Ada Lovelace', card: cards.challenged, pin: pins.right }

test('a form is its address, its fields with what stands in them, and its buttons', () => {
  assert.deepEqual(formIn(cardPage, address), {
    action: 'http://localhost:3000/m/reeyo/sandbox/pay/1?lang=fr&x=1',
    fields: { card: '4242 4242 4242 4242', expiry: '12 / 34', holder: '' },
    choices: ['pay', 'cancel'],
  })
  assert.equal(formIn('<p>This payment is already settled.</p>', address), undefined)
})

test('the payer types the card and goes forward', () => {
  const form = formIn(cardPage, address)
  assert.ok(form)

  assert.deepEqual(Object.fromEntries(filledIn(form, payer)), {
    card: cards.challenged,
    expiry: '12 / 34',
    holder: 'Ada Lovelace',
    choice: 'pay',
  })
})

test('a bank that asks back is answered, and the shop is where it ends', async () => {
  const sent: (string | null)[] = []
  let page = cardPage
  const end = await approveAt(address, payer, async (_url, form) => {
    if (!form) return new Response(page)
    sent.push(form.get('choice'))
    const location = page === cardPage ? '/m/reeyo/sandbox/pay/1' : 'http://localhost:3000/m/reeyo/orders/7'
    page = bankPage
    return new Response(null, { status: 303, headers: { location } })
  })

  assert.equal(end, 'http://localhost:3000/m/reeyo/orders/7')
  assert.deepEqual(sent, ['pay', 'confirm'])
})

test('a page that refuses is an error and no endless loop', async () => {
  const visit = async (_url: string, form?: URLSearchParams) => new Response(cardPage, { status: form ? 422 : 200 })

  await assert.rejects(approveAt(address, payer, visit), /answered 422/)
})
