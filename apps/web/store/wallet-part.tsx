// Paying the first part of an order from the wallet, and the rest the chosen way.
'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { PaymentMethod } from '../api/schema.ts'
import { Checkbox } from '../ui/field.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { usePaymentChoice } from './payment-words.tsx'

export function WalletPart({
  method,
  partMinor,
  totalMinor,
  currency,
  chosen,
  onChoose,
}: {
  method: PaymentMethod
  partMinor: number
  totalMinor: number
  currency: string
  chosen: boolean
  onChoose: (chosen: boolean) => void
}) {
  const t = useTranslations('payments.split')
  const language = useLocale()
  const choiceOf = usePaymentChoice()
  const money = (minor: number) => formatMoney({ minor, currency }, language)
  return (
    <Checkbox
      className="mt-4 border-t border-line pt-4"
      label={t('title')}
      hint={t('text', {
        part: money(partMinor),
        rest: money(totalMinor - partMinor),
        method: choiceOf(method).title,
      })}
      checked={chosen}
      onChange={(event) => onChoose(event.currentTarget.checked)}
    />
  )
}
