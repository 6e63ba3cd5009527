// Packing a line: what the scale says, or that it cannot be had. Big, because it is done beside the scale.
'use client'
import { Scale } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import type { Order } from '../../api/schema.ts'
import { amountText } from '../../ui/amount.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import { usePackTap } from './use-order-taps.ts'

type Line = Order['lines'][number]

/** Lines that are still to be packed while the kitchen is at it: weighed ones first of all. */
export function PackLines({ order }: { order: Order }) {
  const t = useTranslations('products.pack')
  const [packing, setPacking] = useState<number>()
  if (order.state !== 'accepted' && order.state !== 'preparing') return null

  const open = order.lines.flatMap((line, index) =>
    line.packedQuantity === undefined ? [{ line, position: index + 1 }] : [],
  )
  const toWeigh = open.filter(({ line }) => line.mostQuantity !== undefined)
  const line = open.find(({ position }) => position === packing)?.line
  return (
    <div className="mt-3 space-y-2">
      {toWeigh.map(({ line, position }) => (
        <Button key={position} wide look="secondary" className="justify-start!" onClick={() => setPacking(position)}>
          <Scale aria-hidden className="size-5" /> {t('weigh', { name: line.name })}
        </Button>
      ))}
      {open.length > 0 && (
        <details className="group">
          <summary className="inline-flex min-h-11 cursor-pointer list-none items-center rounded-control px-3 text-sm font-semibold text-muted hover:bg-ink/8 [&::-webkit-details-marker]:hidden">
            {t('missing')}
          </summary>
          <ul className="space-y-1">
            {open.map(({ line, position }) => (
              <li key={position}>
                <Button look="quiet" wide className="justify-start! text-left!" onClick={() => setPacking(position)}>
                  {line.name}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Dialog
        open={line !== undefined}
        onOpenChange={(next) => !next && setPacking(undefined)}
        title={line?.name ?? ''}
        text={line && t(line.mostQuantity === undefined ? 'text' : 'weighText')}
      >
        {line && packing !== undefined && (
          <PackForm
            key={packing}
            orderId={order.id}
            line={line}
            position={packing}
            onClose={() => setPacking(undefined)}
          />
        )}
      </Dialog>
    </div>
  )
}

function PackForm({
  orderId,
  line,
  position,
  onClose,
}: {
  orderId: string
  line: Line
  position: number
  onClose: () => void
}) {
  const t = useTranslations('products.pack')
  const language = useLocale()
  const pack = usePackTap(onClose)
  const [text, setText] = useState(String(line.quantity / (line.measure?.base === 'lb_100' ? 100 : 1)))
  const most = line.mostQuantity ?? line.quantity
  const say = (quantity: number) => (line.measure ? amountText(quantity, line.measure, language) : String(quantity))
  const quantity = quantityOf(text, line)
  const fits = quantity !== undefined && quantity >= 0 && quantity <= most
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fits) pack.mutate({ orderId, position, quantity })
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <Input
        label={t('packed')}
        inputMode="decimal"
        required
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        suffix={line.measure && <span>{line.measure.base === 'lb_100' ? 'lb' : line.measure.base}</span>}
        hint={t('bounds', { ordered: say(line.quantity), most: say(most) })}
        error={text && !fits ? t('tooMuch', { most: say(most) }) : undefined}
        className="text-xl"
      />
      <div className="flex flex-wrap gap-3">
        <Button
          look="danger"
          busy={pack.isPending}
          onClick={() => pack.mutate({ orderId, position, quantity: 0, reason: 'sold_out' })}
        >
          {t('none')}
        </Button>
        <Button type="submit" className="flex-1" busy={pack.isPending} disabled={!fits}>
          {t('done')}
        </Button>
      </div>
    </form>
  )
}

/** Pounds are typed with a point; grams, millilitres and pieces are whole. */
function quantityOf(text: string, { measure }: Line): number | undefined {
  const typed = text.trim().replace(',', '.')
  if (measure?.base === 'lb_100')
    return /^\d{1,4}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : undefined
  return /^\d{1,6}$/.test(typed) ? Number(typed) : undefined
}
