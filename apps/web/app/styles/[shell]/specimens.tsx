// Content for the frames on the style page: what a busy evening looks like.
'use client'
import { Bike, Check, Clock } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { MarketSettings } from '../../../api/schema.ts'
import { Badge, StatusPill } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { CountdownRing } from '../../../ui/countdown-ring.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Money, Price } from '../../../ui/money.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { homePath } from '../../../ui/paths.ts'
import { ProductCard } from '../../../ui/product-card.tsx'
import { QuantityStepper } from '../../../ui/quantity-stepper.tsx'
import { StatTile } from '../../../ui/stat-tile.tsx'
import { TownMap } from '../../../ui/town-map.tsx'
import { exampleRoute, exampleTown } from '../example-town.ts'

const shelf = ['pot-of-food', 'mango', 'green-salad', 'poultry-leg', 'bread', 'tomato', 'grapes', 'curry-rice']

export function ShelfSpecimen({ market }: { market: MarketSettings }) {
  const [counts, setCounts] = useState<Record<string, number>>({ mango: 2 })
  const unit = market.currency === 'XAF' ? 1_500 : market.currency === 'INR' ? 12_000 : 850
  return (
    <div className="page-width py-10">
      <h1 className="text-title">
        {market.vocabulary.product.plural} {market.city}
      </h1>
      <ul className="mt-8 grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 lg:grid-cols-4">
        {shelf.map((name, index) => (
          <li key={name}>
            <ProductCard
              level={2}
              href={homePath(market)}
              name={name.replaceAll('-', ' ')}
              picture={`fluent-emoji-flat:${name}`}
              price={<Price minor={unit + index * (unit / 5)} currency={market.currency} />}
              note="Mam’s Corner, 25 min"
              badge={index === 0 && <Badge tone="highlight">New</Badge>}
              action={
                <QuantityStepper
                  compact
                  name={name}
                  count={counts[name] ?? 0}
                  onChange={(count) => setCounts({ ...counts, [name]: count })}
                />
              }
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

const tickets = [
  { id: '1042', state: 'placed' as const, lines: ['2 × Jollof rice', '1 × Fried plantain'], who: 'Ada B.' },
  { id: '1041', state: 'preparing' as const, lines: ['1 × Ndolé with prawns'], who: 'Jean M.' },
  { id: '1040', state: 'ready' as const, lines: ['3 × Grilled fish', '2 × Ginger juice'], who: 'Priya S.' },
]

export function OrderBoardSpecimen({ currency }: { currency: string }) {
  const until = useSoon(48_000)
  return (
    <div className="grid gap-5 md:grid-cols-2 xl:grid-cols-3">
      <h1 className="sr-only">Orders</h1>
      {tickets.map((ticket) => (
        <Card key={ticket.id} tone={ticket.state === 'placed' ? 'accent' : 'plain'} className="flex flex-col">
          <div className="flex items-start justify-between gap-3">
            <div>
              <p className="font-display text-4xl font-extrabold tracking-tight">#{ticket.id}</p>
              <p className="mt-1 text-muted">{ticket.who}</p>
            </div>
            {ticket.state === 'placed' && until ? (
              <CountdownRing until={until} lasting={60_000} />
            ) : (
              <StatusPill state={ticket.state} />
            )}
          </div>
          <ul className="my-5 space-y-1.5 text-xl font-medium">
            {ticket.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <div className="mt-auto flex items-center justify-between gap-3 border-t border-line pt-4">
            <Money minor={currency === 'XAF' ? 6_500 : 3_250} currency={currency} className="text-lg font-semibold" />
            <Badge icon={<Clock aria-hidden />}>18:40</Badge>
          </div>
          <div className="mt-4 flex gap-3">
            <Button size="large" className="flex-1">
              <Check aria-hidden className="size-5" />{' '}
              {ticket.state === 'placed' ? 'Accept' : ticket.state === 'preparing' ? 'Ready' : 'Hand over'}
            </Button>
            {ticket.state === 'placed' && (
              <Button size="large" look="quiet">
                Decline
              </Button>
            )}
          </div>
        </Card>
      ))}
    </div>
  )
}

export function RiderMapSpecimen({ place }: { place: string }) {
  return (
    <TownMap
      place={place}
      town={exampleTown}
      centre={{ lat: 0.003, lng: 0.004 }}
      zoom={14}
      className="absolute! inset-0"
      route={exampleRoute}
      markers={[
        { id: 'v', kind: 'vendor', name: 'Mam’s Corner', place: { lat: 0, lng: 0 } },
        { id: 'c', kind: 'customer', name: 'Ada', place: { lat: 0.006, lng: 0.008 } },
        { id: 'r', kind: 'rider', name: 'You', place: { lat: 0.004, lng: 0.002 } },
      ]}
    />
  )
}

export function OfferSpecimen({ currency }: { currency: string }) {
  const until = useSoon(26_000)
  return (
    <div className="flex items-center justify-between gap-4">
      <div>
        <Badge tone="highlight" icon={<Bike aria-hidden />}>
          2.4 km
        </Badge>
        <h1 className="mt-2 text-4xl">
          <Money minor={currency === 'XAF' ? 1_800 : 620} currency={currency} />
        </h1>
        <p className="mt-1 text-muted">Mam’s Corner, then Ada in Bonapriso</p>
      </div>
      {until && <CountdownRing until={until} lasting={30_000} />}
    </div>
  )
}

export function OverviewSpecimen({ currency }: { currency: string }) {
  const scale = currency === 'XAF' ? 400_000 : 812_340
  return (
    <>
      <PageHeader
        title="Tonight"
        text="Everything that needs a person comes first."
        actions={<Button look="secondary">Export</Button>}
      />
      <div className="grid gap-4 xs:grid-cols-2 xl:grid-cols-4">
        <StatTile label="Sold" value={<Money minor={scale} currency={currency} />} change="12%" trend="good" />
        <StatTile label="Orders under way" value="37" change="4" trend="good" />
        <StatTile label="Riders out" value="12" />
        <StatTile label="Late" value="2" change="1" rising={false} trend="good" />
      </div>
      <DataTable
        className="mt-5"
        caption="Orders"
        rows={tickets}
        rowKey={(row) => row.id}
        columns={[
          { key: 'id', title: 'Order', leads: true, cell: (row) => `#${row.id}` },
          { key: 'who', title: 'Customer', cell: (row) => row.who },
          { key: 'state', title: 'State', cell: (row) => <StatusPill state={row.state} /> },
          { key: 'total', title: 'Total', align: 'end', cell: () => <Money minor={scale / 100} currency={currency} /> },
        ]}
      />
    </>
  )
}

/** A deadline a little after the page has opened, so that server and browser agree on the first picture. */
function useSoon(ms: number): number | undefined {
  const [until, setUntil] = useState<number>()
  useEffect(() => setUntil(Date.now() + ms), [ms])
  return until
}
