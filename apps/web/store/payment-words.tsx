// The ways to pay, with their pictures and words.
import { Banknote, CreditCard, Smartphone, Wallet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { PaymentMethod } from '../api/schema.ts'
import type { Choice } from '../ui/field.tsx'

const icons = { wallet: <Wallet />, cash: <Banknote />, card: <CreditCard />, mobile_money: <Smartphone /> }

/** For `RadioCards`; the caller adds what it knows besides, such as a balance. */
export function usePaymentChoice(): (method: PaymentMethod) => Choice {
  const t = useTranslations('store.pay')
  return (method) => ({ value: method, title: t(method), text: t(`${method}Text`), icon: icons[method] })
}
