// Riders before they ride: applying, being let in, going online, and being shown out.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { aPerson } from '@provender/identity/fixtures'
import type { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { acceptOffer } from './answer-offer.ts'
import { applyAsRider } from './apply-as-rider.ts'
import { completeDelivery, pickUpDelivery } from './carry-delivery.ts'
import { decideRider } from './decide-rider.ts'
import { getOwnRider, getRiderSelf } from './get-rider.ts'
import { importRiders } from './import-riders.ts'
import { listRiders } from './list-riders.ts'
import { recordPositions } from './record-positions.ts'
import { sendHome, setOnline } from './set-online.ts'
import { admin, customer, openStage } from './stage-for-tests.ts'

const stage = await openStage()
const { db, open, ctx, database, market } = stage
beforeEach(() => stage.clear())
const code = (wanted: string) => (error: DomainError) => error.code === wanted

test('somebody applies, is let in, and begins his day', async () => {
  const { actor } = await aPerson(database, market, { name: 'Michel Owona', phone: '+237670000103', roles: ['rider'] })
  const go = () => open((tx) => setOnline(tx, ctx(actor), { online: true }))

  await assert.rejects(go(), code('delivery.not_applied'))
  const applied = await open((tx) => applyAsRider(tx, ctx(actor), { vehicle: 'scooter', vehicleNumber: 'CE 123 AB' }))
  await assert.rejects(go(), { code: 'delivery.not_approved', facts: { approval: 'pending', reason: null } })
  await open((tx) => decideRider(tx, ctx(admin), { riderId: applied.id, approval: 'approved' }))
  await go()

  assert.deepEqual(await getRiderSelf(db, ctx(actor)), {
    id: applied.id,
    name: 'Michel Owona',
    phone: '+237670000103',
    vehicle: 'scooter',
    vehicleNumber: 'CE 123 AB',
    approval: 'approved',
    approvalReason: null,
    online: true,
    place: null,
    placeAt: null,
    activeDeliveryId: null,
    appliedAt: '2026-06-15T12:00:00.000Z',
    cash: { inHandMinor: 0, limitMinor: 50_000, currency: 'XAF' },
  })
  assert.deepEqual(await stage.announced(), [
    'delivery.rider_applied',
    'delivery.rider_decided',
    'delivery.rider_availability_changed',
  ])
})

test('one account is one rider: applying twice is refused, also when both come at once', async () => {
  const { actor } = await aPerson(database, market, { phone: '+237670000104', roles: ['rider'] })
  const apply = () => open((tx) => applyAsRider(tx, ctx(actor), { vehicle: 'bicycle' }))

  const outcomes = await Promise.allSettled([apply(), apply()])

  assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
  await assert.rejects(apply(), code('delivery.already_applied'))
})

test('without any phone number nobody can be called', async () => {
  const { actor } = await aPerson(database, market, { roles: ['rider'] })

  await assert.rejects(
    open((tx) => applyAsRider(tx, ctx(actor), { vehicle: 'bicycle' })),
    code('delivery.phone_missing'),
  )
  const applied = await open((tx) => applyAsRider(tx, ctx(actor), { vehicle: 'bicycle', phone: '+237 670 00 01 05' }))

  assert.equal(applied.phone, '+237 670 00 01 05')
})

test('a rider who is on the way can neither go offline nor be shown out; then he can', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await stage.dispatch()
  const offer = await stage.offerTo(rider)
  await open((tx) => acceptOffer(tx, ctx(rider.actor), { offerId: offer?.id ?? '' }))
  const goHome = () => open((tx) => setOnline(tx, ctx(rider.actor), { online: false }))
  const showOut = () =>
    open((tx) => decideRider(tx, ctx(admin), { riderId: rider.riderId, approval: 'rejected', reason: 'No papers.' }))
  const underWay = { code: 'delivery.delivery_under_way', facts: { deliveryId: delivery.id } }

  await assert.rejects(goHome(), underWay)
  await assert.rejects(showOut(), underWay)
  await pickUpDelivery({ db, open }, ctx(rider.actor), { deliveryId: delivery.id, code: delivery.pickupCode })
  await assert.rejects(goHome(), underWay)
  await completeDelivery({ db, open }, ctx(rider.actor), { deliveryId: delivery.id, code: '1234' })
  const { approval, approvalReason, online } = await showOut()

  assert.deepEqual(
    { approval, approvalReason, online },
    { approval: 'rejected', approvalReason: 'No papers.', online: false },
  )
  await assert.rejects(goHome(), code('delivery.not_approved'))
})

test('a rider who is shown out while he is being asked is not asked any more', async () => {
  const rider = await stage.rider()
  await stage.delivery()
  await stage.dispatch()

  await open((tx) => decideRider(tx, ctx(admin), { riderId: rider.riderId, approval: 'rejected' }))

  assert.equal(await stage.offerTo(rider), undefined)
})

test('whose account is suspended is not asked any more', async () => {
  const { actor, accountId } = await aPerson(database, market, { phone: '+237670000106', roles: ['rider'] })
  const { id } = await open((tx) => applyAsRider(tx, ctx(actor), { vehicle: 'ebike' }))
  await open((tx) => decideRider(tx, ctx(admin), { riderId: id, approval: 'approved' }))
  await open((tx) => setOnline(tx, ctx(actor), { online: true }))
  await stage.announced()

  await open((tx) => sendHome(tx, ctx(), { accountId }))
  await open((tx) => sendHome(tx, ctx(), { accountId: newId() }))

  assert.equal((await getOwnRider(db, ctx(actor))).online, false)
  assert.deepEqual(await stage.announced(), ['delivery.rider_availability_changed'])
})

test('imported riders are approved, have a place, and wait for somebody to be them', async () => {
  const place = stage.north(700)
  const [first, second] = await open((tx) =>
    importRiders(tx, ctx(), [
      { name: 'Landry Zoa', phone: '+237670000304', vehicle: 'motorcycle', place },
      { name: 'Estelle Ngono', phone: '+237670000305', vehicle: 'scooter', place, online: true },
    ]),
  )
  const { actor } = await aPerson(database, market, { riderId: first ?? '' })

  const landry = await getOwnRider(db, ctx(actor))
  assert.deepEqual(
    [landry.name, landry.approval, landry.online, landry.place],
    ['Landry Zoa', 'approved', false, place],
  )
  const door = { at: ctx().at.toISOString(), ...stage.north(9000) }
  assert.equal((await open((tx) => recordPositions(tx, ctx(actor), { positions: [door] }))).accepted, 1)
  const online = await listRiders(db, ctx(admin), { online: true, limit: 10 })
  assert.deepEqual(
    online.items.map((rider) => rider.id),
    [second],
  )
})

test('the list of riders comes in pages, newest first', async () => {
  const ids = await open((tx) =>
    importRiders(
      tx,
      ctx(),
      Array.from({ length: 3 }, () => ({
        name: 'A',
        phone: '+237670000300',
        vehicle: 'van' as const,
        place: stage.north(0),
      })),
    ),
  )

  const first = await listRiders(db, ctx(admin), { limit: 2 })
  const rest = await listRiders(db, ctx(admin), { limit: 100, after: first.next ?? '' })

  assert.deepEqual(
    [...first.items, ...rest.items].slice(0, 3).map((rider) => rider.id),
    ids.toReversed(),
  )
  assert.equal(rest.next, null)
})

test('whoever is no rider is told how to become one', async () => {
  await assert.rejects(getOwnRider(db, ctx(customer)), code('delivery.not_applied'))
  await assert.rejects(getOwnRider(db, ctx()), code('delivery.not_applied'))
  await assert.rejects(
    open((tx) => decideRider(tx, ctx(admin), { riderId: newId(), approval: 'approved' })),
    code('delivery.rider_unknown'),
  )
})
