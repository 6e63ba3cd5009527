// Reeyo: customers, vendors and riders of Yaoundé on one wallet, the rider's share known before the ride.
import type { MarketSettings } from '@provender/markets'
import { standardStates } from '../standard-states.ts'

export const settings: MarketSettings = {
  name: 'Reeyo',
  tagline: {
    fr: 'Commandez, on roule : Yaoundé livrée de colline en colline.',
    en: 'You order, we ride: Yaoundé delivered from hill to hill.',
  },
  city: 'Yaoundé',
  country: 'CM',
  currency: 'XAF',
  currencyDecimals: 0,
  timeZone: 'Africa/Douala',
  languages: ['fr', 'en'],
  centre: { lat: 3.8667, lng: 11.5167 },
  streets: 'drawn',
  commissionBp: 1500,
  // 700 + 250 a kilometre: the 2,000 francs for 5.2 km of the worked example.
  deliveryFee: {
    baseMinor: 700,
    perKmMinor: 250,
    maximumDistanceM: 15_000,
    roundToMinor: 50,
    surge: {
      steps: [
        { condition: 'storm', addBp: 4000 },
        { condition: 'rain', addBp: 2000 },
        { condition: 'busy', addBp: 2000 },
      ],
      mostBp: 5000,
      mostMinor: 1000,
    },
  },
  // Most vendors are below the turnover that makes a business charge VAT, so no receipt claims any.
  tax: { included: true, goodsBp: 0, deliveryBp: 0, label: { fr: 'TVA', en: 'VAT' } },
  tips: { suggestedMinor: [200, 500, 1000], mostMinor: 20_000 },
  paymentMethods: ['wallet', 'mobile_money', 'cash'],
  fulfilment: ['delivery'],
  cancellationWindowSeconds: 120,
  acceptWithinSeconds: 300,
  paymentWithinSeconds: 600,
  riderSearchRadiusM: 5000,
  riderOfferSeconds: 30,
  riderCashLimitMinor: 50_000,
  minimumPayoutMinor: 5000,
  wallet: { enabled: true, topUpMinimumMinor: 500, topUpMaximumMinor: 1_000_000 },
  payments: {
    gateways: { card: ['stripe', 'sandbox'], mobile_money: ['campay', 'sandbox'] },
    fees: { sandbox: { bp: 150, fixedMinor: 0 } },
    threeDSecureFromMinor: 50_000,
  },
  vocabulary: {
    product: {
      segment: 'products',
      singular: { fr: 'article', en: 'item' },
      plural: { fr: 'articles', en: 'items' },
    },
    vendor: {
      segment: 'vendors',
      singular: { fr: 'vendeur', en: 'vendor' },
      plural: { fr: 'vendeurs', en: 'vendors' },
    },
    rider: {
      segment: 'riders',
      singular: { fr: 'livreur', en: 'rider' },
      plural: { fr: 'livreurs', en: 'riders' },
    },
    order: {
      segment: 'orders',
      singular: { fr: 'commande', en: 'order' },
      plural: { fr: 'commandes', en: 'orders' },
    },
    states: {
      ...standardStates,
      placed: { fr: 'Chez le vendeur', en: 'With the vendor' },
      ready: { fr: 'Prête à partir', en: 'Ready to go' },
      picked_up: { fr: 'Sur la moto', en: 'On the bike' },
    },
  },
  theme: {
    accent: '#5b2fc4',
    accentDark: '#bda6ff',
    accentInk: '#ffffff',
    surface: '#faf8ff',
    surfaceDark: '#15111f',
    highlight: '#ffd23f',
    pictureTints: ['#ece5ff', '#fff2cc', '#e1f4ec', '#ffe4de', '#e3edff', '#f8e6f3'],
    emoji: 'fluent-emoji-flat:motor-scooter',
    radius: 'round',
    pattern: 'routes',
    mood: 'bold',
    displayWidth: 82,
  },
  hosts: ['reeyo.localhost', 'www.reeyo.cm', 'api.reeyo.cm'],
}
