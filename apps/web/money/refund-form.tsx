// Saying what money should come back for: which lines, why, and where to.
'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { newIdempotencyKey } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { Order } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, Input, RadioCards, Select, Textarea } from '../ui/field.tsx'
import { formatMoney, parseMoney } from '../ui/money-format.ts'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { type RefundReason, type RefundSide, type RefundWish, reasonsOf } from './refund-calls.ts'

export function RefundForm({
  order,
  side,
  send,
  close,
}: {
  order: Order
  side: RefundSide
  /** Throws what the API says. */
  send: (wish: RefundWish, key: string) => Promise<void>
  close: () => void
}) {
  const t = useTranslations('money.refund')
  const common = useTranslations('common')
  const money = useMoneyText(order.currency)
  const keys = useRef(new Map<string, string>())
  const [reason, setReason] = useState<RefundReason>(reasonsOf[side][0] as RefundReason)
  const [counts, setCounts] = useState<Record<number, number>>({})
  const [everything, setEverything] = useState(false)
  const [delivery, setDelivery] = useState('')
  const [goodwill, setGoodwill] = useState('')
  const [note, setNote] = useState('')
  const [to, setTo] = useState<'wallet' | 'source'>('wallet')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()

  const lines = Object.entries(counts)
    .filter(([, quantity]) => quantity > 0)
    .map(([line, quantity]) => ({ line: Number(line), quantity }))
  const typed = (text: string) => (text.trim() === '' ? 0 : parseMoney(text, order.currency))
  const [deliveryMinor, goodwillMinor] = [typed(delivery), typed(goodwill)]
  const goods = lines.reduce(
    (sum, { line, quantity }) => sum + (order.lines[line - 1]?.unitPriceMinor ?? 0) * quantity,
    0,
  )
  const sum = everything ? order.totalMinor : goods + (deliveryMinor ?? 0) + (goodwillMinor ?? 0)

  const submit = async () => {
    if (deliveryMinor === undefined || deliveryMinor > order.deliveryFeeMinor)
      return setWrong(t('amountWrong', { amount: money(order.deliveryFeeMinor) }))
    if (goodwillMinor === undefined || goodwillMinor > order.totalMinor)
      return setWrong(t('amountWrong', { amount: money(order.totalMinor) }))
    if (sum === 0) return setWrong(t('nothing'))
    setWrong(undefined)
    setBusy(true)
    const wish: RefundWish = {
      reason,
      to,
      ...(note.trim() && { note: note.trim() }),
      ...(everything ? { everything } : { lines }),
      ...(!everything && deliveryMinor > 0 && { deliveryMinor }),
      ...(!everything && goodwillMinor > 0 && { goodwillMinor }),
    }
    try {
      await send(wish, keyOf(keys.current, wish))
    } catch (error) {
      setWrong(problemFacts(error)?.title ?? t('failed'))
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t(side === 'customer' ? 'ask' : 'give')}
      text={t('dialogText', { number: order.number, total: money(order.totalMinor) })}
      actions={
        <>
          {sum > 0 && <span className="mr-auto self-center font-semibold">{t('about', { amount: money(sum) })}</span>}
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button busy={busy} onClick={() => void submit()}>
            {t('send')}
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <Select
          label={t('reason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as RefundReason)}
        >
          {reasonsOf[side].map((each) => (
            <option key={each} value={each}>
              {t(`reasons.${each}`)}
            </option>
          ))}
        </Select>
        <div>
          <p className="mb-2 text-sm font-semibold">{t('lines')}</p>
          {side !== 'vendor' && (
            <Checkbox
              label={t('everything')}
              checked={everything}
              onChange={(event) => setEverything(event.currentTarget.checked)}
            />
          )}
          {!everything && (
            <ul className="divide-y divide-line border-y border-line">
              {order.lines.map((line, index) => (
                <li key={`${line.productId}${line.note ?? ''}`} className="flex items-center gap-3 py-2.5">
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium break-words">{line.name}</span>
                    <span className="text-sm text-muted">
                      {t('of', { count: line.quantity })} · {money(line.unitPriceMinor)}
                    </span>
                  </span>
                  <QuantityStepper
                    name={line.name}
                    count={counts[index + 1] ?? 0}
                    max={line.quantity}
                    onChange={(count) => setCounts((before) => ({ ...before, [index + 1]: count }))}
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
        {!everything && side !== 'vendor' && order.deliveryFeeMinor > 0 && (
          <Input
            label={t('delivery')}
            hint={t('upTo', { amount: money(order.deliveryFeeMinor) })}
            inputMode="decimal"
            value={delivery}
            onChange={(event) => setDelivery(event.currentTarget.value)}
            suffix={order.currency}
          />
        )}
        {!everything && side === 'admin' && (
          <Input
            label={t('goodwill')}
            inputMode="decimal"
            value={goodwill}
            onChange={(event) => setGoodwill(event.currentTarget.value)}
            suffix={order.currency}
          />
        )}
        {(order.payment.method === 'card' || order.payment.method === 'mobile_money') && (
          <RadioCards
            label={t('to')}
            name="to"
            value={to}
            onChange={(value) => setTo(value as 'wallet' | 'source')}
            columns={2}
            choices={[
              { value: 'wallet', title: t('wallet'), text: t('walletText') },
              { value: 'source', title: t('source'), text: t('sourceText') },
            ]}
          />
        )}
        <Textarea
          label={t('note')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {wrong && (
          <p role="alert" className="rounded-control bg-bad-soft px-4 py-3 font-medium text-bad">
            {wrong}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** The same wish again is the same write; another wish is another one. */
function keyOf(keys: Map<string, string>, wish: RefundWish): string {
  const name = JSON.stringify(wish)
  const key = keys.get(name) ?? newIdempotencyKey()
  keys.set(name, key)
  return key
}

function useMoneyText(currency: string): (minor: number) => string {
  const language = useLocale()
  return (minor) => formatMoney({ minor, currency }, language)
}
