// The five demo markets, loaded once: settings, a town of vendors and what they sell, and people to sign in as.
import { marketPresets, type MarketPreset } from '@provender/market-presets'
import { importTown } from '@provender/catalog'
import { importRiders } from '@provender/delivery'
import { grantRole, hashPassword, type PasswordHash, registerAccount, registerOperator } from '@provender/identity'
import { topUpWallet } from '@provender/ledger'
import { saveMarket } from '@provender/markets'
import { importZones } from '@provender/places'
import { importDestination } from '@provender/payouts'
import type { Databases } from '@provender/platform/config'
import { type Context, type Market, type Role, systemContext } from '@provender/platform/context'
import { type DatabasePool, type Tx, openPool, sql } from '@provender/platform/db'
import { loadOffers } from './demo-offers.ts'
import { importDemoReviews } from './demo-reviews.ts'
import { rememberDemoSearches } from './demo-searches.ts'
import { demoZones } from './demo-zones.ts'
import type { DemoMarket } from './launch.ts'
import { demoPassword } from './welcome.ts'

export interface DemoOptions {
  readonly databases: Databases
  /** Ids of the wanted ones; all if left out. */
  readonly markets?: readonly string[]
  readonly onProgress: (sentence: string) => void
}

/** Each market is loaded in one transaction, so that a start that was interrupted goes on where it stopped. */
export async function loadDemo({ databases, markets, onProgress }: DemoOptions): Promise<{
  markets: readonly DemoMarket[]
  loaded: number
}> {
  const wanted = marketPresets.filter(({ id }) => markets === undefined || markets.includes(id))
  const pool = openPool({ url: databases.appUrl, size: 2 })
  const operatorPool = openPool({ url: databases.operatorUrl, size: 2 })
  try {
    const present = await presentMarkets(operatorPool)
    const missing = wanted.filter(({ id }) => !present.has(id))
    if (missing.length > 0) {
      const passwordHash = await hashPassword(demoPassword)
      if (present.size === 0) await registerDemoOperator(operatorPool, passwordHash)
      for (const preset of missing) {
        onProgress(preset.settings.name)
        await openMarket(operatorPool, preset)
        await pool.market(preset.id).open((tx) => fillMarket(tx, preset, passwordHash))
      }
    }

    return {
      markets: wanted.map(({ id, settings }) => ({ id, name: settings.name, town: settings.city })),
      loaded: missing.length,
    }
  } finally {
    await pool.close()
    await operatorPool.close()
  }
}

/** A market counts as loaded when its people are there, which is the last thing that is written. */
async function presentMarkets(operatorPool: DatabasePool): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT market_id AS id FROM identity.accounts WHERE market_id <> ''
  `.execute(operatorPool.across.db)

  return new Set(rows.map(({ id }) => id))
}

async function registerDemoOperator(operatorPool: DatabasePool, passwordHash: PasswordHash): Promise<void> {
  const ctx = systemContext({ id: '' } as Market, 'demo')
  await operatorPool.across.open((tx) =>
    registerOperator(tx, ctx, { name: 'Operator', email: 'operator@provender.test', passwordHash }),
  )
}

async function openMarket(operatorPool: DatabasePool, { id, settings }: MarketPreset): Promise<void> {
  const ctx = systemContext({ id, settings }, 'demo')
  await operatorPool.market(id).open((tx) => saveMarket(tx, ctx, { id, settings }))
}

async function fillMarket(
  tx: Tx,
  { id, settings, town, offers, searches }: MarketPreset,
  passwordHash: PasswordHash,
): Promise<void> {
  const ctx = systemContext({ id, settings }, 'demo', new Date(), settings.languages[0])
  const register = (person: { name: string; email: string; phone?: string }, roles: readonly Role[]) =>
    registerAccount(tx, ctx, { ...person, passwordHash, roles })

  const imported = await importTown(tx, ctx, town)
  const { vendorIds } = imported
  await loadOffers(tx, ctx, offers, imported)
  await importZones(tx, ctx, demoZones(settings))
  const [firstVendor] = town.vendors
  for (const { slug, name, phone } of town.vendors) {
    const email = slug === firstVendor?.slug ? `vendor@${id}.test` : `vendor.${slug}@${id}.test`
    const { id: accountId } = await register({ name, email }, [])
    await grantRole(tx, ctx, { accountId, role: 'vendor', subjectId: vendorIds.get(slug) as string })
    const ownerId = vendorIds.get(slug) as string
    await importDestination(tx, ctx, { ownerKind: 'vendor', ownerId, accountId, holder: name, phone })
  }

  const riderAccounts = []
  for (const [index, rider] of town.riders.entries()) {
    const email = index === 0 ? `rider@${id}.test` : `rider.${index + 1}@${id}.test`
    riderAccounts.push({
      ...rider,
      accountId: (await register({ name: rider.name, email, phone: rider.phone }, [])).id,
    })
  }
  const riderIds = await importRiders(tx, ctx, riderAccounts)
  for (const [index, { accountId, name, phone }] of riderAccounts.entries()) {
    const ownerId = riderIds[index] as string
    await grantRole(tx, ctx, { accountId, role: 'rider', subjectId: ownerId })
    await importDestination(tx, ctx, { ownerKind: 'rider', ownerId, accountId, holder: name, phone })
  }

  const customers: { id: string; name: string }[] = []
  for (const [index, customer] of town.customers.entries()) {
    const email = customer.email ?? `customer.${index + 1}@${id}.test`
    const account = await register({ name: customer.name, email, phone: customer.phone }, ['customer'])
    await fillWallet(tx, ctx, account.id)
    customers.push({ id: account.id, name: customer.name })
  }
  // Not by the first, who is tried out by visitors and begins with a list of her own.
  const others = customers.slice(1)
  await rememberDemoSearches(
    tx,
    ctx,
    searches,
    others.map((customer) => customer.id),
  )
  await importDemoReviews(tx, ctx, { town, vendorIds, customers: others })
  await register({ name: `${settings.name} Admin`, email: `admin@${id}.test` }, ['admin'])
}

/** As much as one top-up may bring, as if it had come through a gateway. */
async function fillWallet(tx: Tx, ctx: Context, accountId: string): Promise<void> {
  const { wallet, currency } = ctx.market.settings
  if (!wallet.enabled) return

  await topUpWallet(tx, ctx, {
    ownerKind: 'customer',
    ownerId: accountId,
    provider: 'demo',
    providerTransaction: accountId,
    amountMinor: wallet.topUpMaximumMinor,
    currency,
  })
}
