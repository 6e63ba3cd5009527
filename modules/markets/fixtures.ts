// Markets for tests: one with plain settings, written to the database in one call.
import { systemContext } from '@provender/platform/context'
import type { Market } from '@provender/platform/context'
import type { DatabasePool } from '@provender/platform/db'
import type { MarketSettings } from './market.ts'
import { saveMarket } from './save-market.ts'

const said = (en: string, fr: string) => ({ en, fr })

/** A small honest market in Yaoundé; change what the test is about. */
export function marketSettings(overrides: Partial<MarketSettings> = {}): MarketSettings {
  return { ...plainSettings, ...overrides }
}

/** A market that is only in memory. */
export function aMarket(id = 'testmarket', overrides: Partial<MarketSettings> = {}): Market {
  return { id, settings: marketSettings(overrides) }
}

/** Opens a market in the database. */
export async function openMarket(
  { operatorPool }: { readonly operatorPool: DatabasePool },
  id = 'testmarket',
  overrides: Partial<MarketSettings> = {},
): Promise<Market> {
  const market = aMarket(id, overrides)
  await operatorPool.market(id).open((tx) => saveMarket(tx, systemContext(market, 'fixtures'), market))

  return market
}

const plainSettings: MarketSettings = {
  name: 'Test market',
  tagline: said('Food, tested.', 'À table, testé.'),
  city: 'Yaoundé',
  country: 'CM',
  currency: 'XAF',
  currencyDecimals: 0,
  timeZone: 'Africa/Douala',
  languages: ['en', 'fr'],
  centre: { lat: 3.8667, lng: 11.5167 },
  commissionBp: 1500,
  deliveryFee: { baseMinor: 700, perKmMinor: 250, maximumDistanceM: 15_000, roundToMinor: 50 },
  tax: { included: true, goodsBp: 0, deliveryBp: 0, label: said('VAT', 'TVA') },
  paymentMethods: ['wallet', 'mobile_money', 'cash'],
  fulfilment: ['delivery', 'pickup'],
  cancellationWindowSeconds: 120,
  acceptWithinSeconds: 300,
  paymentWithinSeconds: 600,
  riderSearchRadiusM: 5000,
  riderOfferSeconds: 30,
  riderCashLimitMinor: 50_000,
  minimumPayoutMinor: 5000,
  wallet: { enabled: true, topUpMinimumMinor: 500, topUpMaximumMinor: 1_000_000 },
  vocabulary: {
    product: { segment: 'products', singular: said('product', 'produit'), plural: said('products', 'produits') },
    vendor: { segment: 'vendors', singular: said('vendor', 'vendeur'), plural: said('vendors', 'vendeurs') },
    rider: { segment: 'riders', singular: said('rider', 'livreur'), plural: said('riders', 'livreurs') },
    order: { segment: 'orders', singular: said('order', 'commande'), plural: said('orders', 'commandes') },
    states: {
      awaiting_payment: said('Awaiting payment', 'En attente de paiement'),
      placed: said('Placed', 'Passée'),
      accepted: said('Accepted', 'Acceptée'),
      preparing: said('Being prepared', 'En préparation'),
      ready: said('Ready', 'Prête'),
      picked_up: said('On its way', 'En route'),
      collected: said('Collected', 'Retirée'),
      delivered: said('Delivered', 'Livrée'),
      failed_delivery: said('Could not be delivered', 'Non livrée'),
      returned: said('Returned', 'Retournée'),
      payment_failed: said('Payment failed', 'Paiement refusé'),
      declined: said('Declined', 'Refusée'),
      cancelled: said('Cancelled', 'Annulée'),
      expired: said('Expired', 'Expirée'),
    },
  },
  theme: {
    accent: '#9a3412',
    accentDark: '#fdba74',
    accentInk: '#ffffff',
    surface: '#ffffff',
    surfaceDark: '#1c1917',
    highlight: '#fde68a',
    pictureTints: ['#fef3c7', '#ecfccb', '#e0f2fe'],
    emoji: 'fluent-emoji-flat:pot-of-food',
    radius: 'soft',
  },
  hosts: [],
}
