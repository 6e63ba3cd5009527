// What people read for each state of an order where a market has no words of its own.
import type { MarketSettings } from '@provender/markets'

export const standardStates: MarketSettings['vocabulary']['states'] = {
  awaiting_payment: { en: 'Waiting for payment', fr: 'En attente de paiement' },
  placed: { en: 'Sent', fr: 'Envoyée' },
  accepted: { en: 'Accepted', fr: 'Acceptée' },
  preparing: { en: 'Being prepared', fr: 'En préparation' },
  ready: { en: 'Ready', fr: 'Prête' },
  picked_up: { en: 'On its way', fr: 'En route' },
  collected: { en: 'Collected', fr: 'Retirée' },
  delivered: { en: 'Delivered', fr: 'Livrée' },
  failed_delivery: { en: 'Could not be delivered', fr: 'Livraison impossible' },
  returned: { en: 'Returned', fr: 'Retournée' },
  payment_failed: { en: 'Payment failed', fr: 'Paiement échoué' },
  declined: { en: 'Declined', fr: 'Refusée' },
  cancelled: { en: 'Cancelled', fr: 'Annulée' },
  expired: { en: 'Expired', fr: 'Expirée' },
}
