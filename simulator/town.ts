// A town for the length of a run: people move in, orders come in, and everything is seen through to its end.
import type { Diary, Run, Traffic } from './report.ts'
import { type Line, type Person, Refused, type Schemas, read, register, signIn, visitor } from './api-client.ts'
import { type Customer, order } from './customer.ts'
import { randomFor } from './random.ts'
import { type Courier, openRider } from './rider.ts'
import { openKitchen } from './vendor.ts'
import { placeAround } from './way.ts'
import { type World, createWorld } from './world.ts'

export interface TownOptions {
  readonly url: string
  readonly market: string
  /** Wishes to order. */
  readonly orders: number
  readonly speed: number
  readonly seed: number
  /** At least so many riders, recruited when the market has fewer. */
  readonly riders: number
  readonly customers: number
  /** Vendors of this server may be told to stay open, whatever their hours. */
  readonly alwaysOpen: boolean
  readonly password: string
  /** Stops the town early; what was done by then is reported. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

export interface Progress {
  readonly doing: string
  readonly wished: number
  readonly underWay: number
  readonly ended: ReadonlyMap<string, number>
}

type Vendor = Schemas['Vendor']

/** Wishes an hour of the town: a busy evening. */
const wishesPerHour = 120

export async function runTown(options: TownOptions): Promise<Run> {
  const closing = new AbortController()
  const traffic: Traffic = { requests: 0, milliseconds: [], refusals: new Map(), heard: 0 }
  const line: Line = { url: options.url, market: options.market, traffic, signal: closing.signal }
  const tell = progressTeller(options)
  tell({ doing: 'people move in' })
  const market = await read(visitor(line).GET('/api/v1/market'))
  const world = createWorld({ line, market, seed: options.seed, speed: options.speed })
  const { customers, admin } = await settle(world, options)
  const startedAt = performance.now()

  const diaries = await takeOrders(world, options, customers, tell)
  tell({ doing: 'the ledger is verified' })
  const violations = await verifyLedger(admin)
  closing.abort()

  return {
    market: options.market,
    speed: options.speed,
    seed: options.seed,
    seconds: (performance.now() - startedAt) / 1000,
    diaries,
    traffic,
    ...(violations && { violations }),
    mishaps: world.mishaps,
    interrupted: options.signal.aborted,
  }
}

/** Everybody signs in, opens, and is where he should be. */
async function settle(world: World, options: TownOptions): Promise<{ customers: Customer[]; admin: Person }> {
  const { line, market } = world
  const { password } = options
  const admin = await signIn(line, { email: `admin@${line.market}.test`, password })
  const vendors = await openKitchens(world, options)
  if (market.fulfilment.includes('delivery')) await openRiders(world, options, admin, vendors)
  const customers = await openCustomers(world, options, vendors)

  return { customers, admin }
}

async function openKitchens(world: World, { password, alwaysOpen }: TownOptions): Promise<readonly Vendor[]> {
  const { line } = world
  const { items: vendors } = await read(visitor(line).GET('/api/v1/vendors', { params: { query: { limit: 100 } } }))
  const first = await findPerson(line, { email: `vendor@${line.market}.test`, password })
  const opened: Vendor[] = []
  for (const vendor of vendors) {
    const own = first?.vendorIds.includes(vendor.id) ? first : undefined
    const person = own ?? (await findPerson(line, { email: `vendor.${vendor.slug}@${line.market}.test`, password }))
    if (!person) continue

    openKitchen(world, { person, vendorId: vendor.id, preparationMinutes: vendor.preparationMinutes })
    if (alwaysOpen) await stayOpen(person, vendor.id)
    opened.push(vendor)
  }
  if (opened.length === 0)
    throw new Error(`no demo vendor of ${line.market} can sign in: is this a server with demo data?`)

  return opened
}

/** Round the clock, by the vendor's own hand. */
async function stayOpen({ api }: Person, vendorId: string): Promise<void> {
  const params = { query: { vendorId } }
  const profile = await read(api.GET('/api/v1/vendor/profile', { params }))
  const {
    name,
    kind,
    about,
    phone,
    addressLine,
    place,
    picture,
    deliveryRadiusM,
    preparationMinutes,
    minimumBasketMinor,
  } = profile
  const whole: [string, string][] = [['00:00', '24:00']]
  const hours = {
    monday: whole,
    tuesday: whole,
    wednesday: whole,
    thursday: whole,
    friday: whole,
    saturday: whole,
    sunday: whole,
  }
  const body = {
    name,
    kind,
    about,
    phone,
    addressLine,
    place,
    picture,
    deliveryRadiusM,
    preparationMinutes,
    minimumBasketMinor,
    hours,
  }
  await read(api.PUT('/api/v1/vendor/profile', { params, body }))
}

/** The market's own riders, and as many recruits as are missing. */
async function openRiders(
  world: World,
  options: TownOptions,
  admin: Person,
  vendors: readonly Vendor[],
): Promise<void> {
  const { line, seed } = world
  const { password } = options
  const riders: Courier[] = []
  for (let n = 1; riders.length === n - 1 && n <= options.riders; n++) {
    const email = n === 1 ? `rider@${line.market}.test` : `rider.${n}@${line.market}.test`
    const person = await findPerson(line, { email, password })
    if (person) riders.push({ person, post: riderPost(seed, n, vendors) })
  }
  for (let n = riders.length + 1; n <= options.riders; n++) {
    const recruit = await recruitRider(world, n, password, admin).catch(unlessLimited)
    if (!recruit) break
    riders.push({ person: recruit, post: riderPost(seed, n, vendors) })
  }
  if (riders.length === 0)
    throw new Error(`no demo rider of ${line.market} can sign in: is this a server with demo data?`)

  for (const rider of riders) world.live('rider', openRider(world, rider))
}

/** Near one of the vendors: where the work is. */
function riderPost(seed: number, n: number, vendors: readonly Vendor[]) {
  const random = randomFor(seed, 'rider', n)

  return placeAround(random.pick(vendors).place, random.between(100, 800), random.between(0, 360))
}

/** Registers, applies, and is approved by the admin. */
async function recruitRider(world: World, n: number, password: string, admin: Person): Promise<Person> {
  const { line, seed } = world
  const random = randomFor(seed, 'recruit', n)
  const email = `sim.rider.${n}@${line.market}.test`
  const person = await register(line, { name: nameOf(random), email, password, role: 'rider' })
  try {
    const vehicle = random.pick(['scooter', 'motorcycle', 'ebike'] as const)
    const phone = phoneOf(5_000 + n)
    const { id } = await read(person.api.POST('/api/v1/rider/application', { body: { vehicle, phone } }))
    const params = { path: { riderId: id } }
    await read(admin.api.PUT('/api/v1/admin/riders/{riderId}/approval', { params, body: { approval: 'approved' } }))
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'delivery.already_applied') throw error
  }

  // The session has to learn of the rider that it is for now.
  return signIn(line, { email, password })
}

async function openCustomers(world: World, options: TownOptions, vendors: readonly Vendor[]): Promise<Customer[]> {
  const { line, seed } = world
  const customers: Customer[] = []
  for (let n = 1; n <= options.customers; n++) {
    const random = randomFor(seed, 'customer', n)
    const email = `sim.customer.${n}@${line.market}.test`
    const person = await register(line, {
      name: nameOf(random),
      email,
      password: options.password,
      role: 'customer',
    }).catch(unlessLimited)
    if (!person) break
    const place = placeAround(random.pick(vendors).place, random.between(300, 2_500), random.between(0, 360))
    customers.push({ person, place, phone: phoneOf(n) })
  }
  if (customers.length === 0) {
    throw new Error(
      'this server lets nobody register now (too many did): start it with LIMIT_FACTOR=0, or leave --url out',
    )
  }

  return customers
}

/** Orders come in as they come: independently of each other, at the pace of a busy evening. */
async function takeOrders(
  world: World,
  options: TownOptions,
  customers: readonly Customer[],
  tell: (news: Partial<Progress>) => void,
): Promise<Diary[]> {
  const random = randomFor(world.seed, 'wishes')
  const diaries = new Map<number, Diary>()
  const underWay = new Set<number>()
  const news = () =>
    tell({ doing: '', wished: diaries.size + underWay.size, underWay: underWay.size, ended: endingsIn(diaries) })
  const lives: Promise<unknown>[] = []
  for (let n = 1; n <= options.orders && !options.signal.aborted; n++) {
    const customer = random.pick(customers)
    underWay.add(n)
    const life = order(world, { n, customer })
      .then((diary) => diaries.set(n, diary))
      .finally(() => {
        underWay.delete(n)
        world.stir()
        news()
      })
    world.live('customer', life)
    lives.push(life)
    news()
    await world.minutes((-Math.log(1 - random.next()) * 60) / wishesPerHour)
  }

  await Promise.race([Promise.allSettled(lives), untilNothingMoves(world, options)])
  for (const n of underWay) diaries.set(n, { n, stuck: !options.signal.aborted, ...world.lastKnown(n) })
  return [...diaries.values()].sort((a, b) => a.n - b.n)
}

/** So long after the last thing that happened, what is still open is stuck. */
async function untilNothingMoves(world: World, { speed, signal }: TownOptions): Promise<void> {
  const patienceMs = Math.max(120, (60 * 60) / speed) * 1000
  while (!signal.aborted && performance.now() - world.stirredAt() < patienceMs) await world.seconds(1)
}

async function verifyLedger(admin: Person): Promise<string[] | undefined> {
  try {
    const { violations } = await read(admin.api.GET('/api/v1/admin/ledger/invariants'))
    return violations.map(({ invariant, subject, detail }) => `${invariant}: ${subject}, ${detail}`)
  } catch {
    return undefined
  }
}

function endingsIn(diaries: ReadonlyMap<number, Diary>): Map<string, number> {
  const endings = [...diaries.values()].map((diary) => diary.state ?? 'refused')

  return new Map([...Map.groupBy(endings, (ending) => ending)].map(([ending, all]) => [ending, all.length]))
}

function progressTeller({ onProgress }: TownOptions): (news: Partial<Progress>) => void {
  let progress: Progress = { doing: '', wished: 0, underWay: 0, ended: new Map() }

  return (news) => {
    progress = { ...progress, ...news }
    onProgress(progress)
  }
}

/** Undefined when there is no such person. */
async function findPerson(line: Line, who: { email: string; password: string }): Promise<Person | undefined> {
  try {
    return await signIn(line, who)
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return undefined
    throw error
  }
}

/** A public server lets only so many register in an hour: the town makes do with those who got in. */
function unlessLimited(error: unknown): undefined {
  if (error instanceof Refused && error.status === 429) return undefined
  throw error
}

const firstNames = [
  'Ada',
  'Alan',
  'Barbara',
  'Dennis',
  'Edsger',
  'Frances',
  'Grace',
  'Jean',
  'Katherine',
  'Niklaus',
  'Radia',
  'Tony',
]
const familyNames = [
  'Abena',
  'Byrne',
  'Chowdhury',
  'Dubois',
  'Eze',
  'Fofana',
  'Garcia',
  'Iyer',
  'Kelly',
  'Mbarga',
  'Nguyen',
  'Okafor',
]

function nameOf(random: ReturnType<typeof randomFor>): string {
  return `${random.pick(firstNames)} ${random.pick(familyNames)}`
}

/** A number nobody has. */
function phoneOf(n: number): string {
  return `+23769${String(9_000_000 + n).padStart(7, '0')}`
}
