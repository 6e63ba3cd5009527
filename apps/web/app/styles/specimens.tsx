// The components themselves, with enough content to see how they behave.
'use client'
import { Banknote, CreditCard, Search, Smartphone, Wallet } from 'lucide-react'
import { useLocale } from 'next-intl'
import { useEffect, useState, type ReactNode } from 'react'
import { Problem } from '../../api/problem.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge, StatusPill, orderTones, type OrderState } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CountdownRing } from '../../ui/countdown-ring.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Dialog, Drawer } from '../../ui/dialog.tsx'
import { Checkbox, Input, RadioCards, Select, Textarea } from '../../ui/field.tsx'
import { formatMoney } from '../../ui/money-format.ts'
import { Money, Price } from '../../ui/money.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { QuantityStepper } from '../../ui/quantity-stepper.tsx'
import { ProductCardSkeleton } from '../../ui/skeleton.tsx'
import { StatTile } from '../../ui/stat-tile.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { Steps, Timeline } from '../../ui/steps.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useToast } from '../../ui/toast.tsx'
import { TownMap } from '../../ui/town-map.tsx'
import { exampleRoute, exampleTown } from './example-town.ts'

const shelf = [
  { name: 'Jollof rice', picture: 'fluent-emoji-flat:curry-rice' },
  { name: 'Tomatoes', picture: 'fluent-emoji-flat:tomato' },
  { name: 'Chicken', picture: 'fluent-emoji-flat:poultry-leg' },
  { name: 'Mangoes', picture: 'fluent-emoji-flat:mango' },
]
const refusal = new Problem({
  status: 409,
  code: 'ordering.price_moved',
  title: 'A price has moved.',
  requestId: '0199a2f4-77c1',
})

export function Specimens({ currency }: { currency: string }) {
  const announce = useToast()
  const language = useLocale()
  const [count, setCount] = useState(2)
  const [none, setNone] = useState(0)
  const [until, setUntil] = useState<number>()
  useEffect(() => setUntil(Date.now() + 24_000), [])
  const scale = currency === 'XAF' ? 500 : currency === 'INR' ? 9_000 : 450

  return (
    <div className="space-y-14">
      <Group title="Type">
        <p className="text-hero font-display">Eat well tonight</p>
        <p className="text-title mt-5 font-display">From a kitchen near you</p>
        <p className="mt-4 max-w-prose text-lg text-muted">
          Slow stews, bright vegetables and bread that is still warm. Cooked this afternoon, at your door by seven.
        </p>
      </Group>

      <Group title="Buttons">
        <div className="flex flex-wrap items-center gap-3">
          <Button>Place order</Button>
          <Button look="secondary">Change</Button>
          <Button look="quiet">Not now</Button>
          <Button look="danger">Cancel order</Button>
          <Button busy>Paying</Button>
          <Button disabled>Sold out</Button>
          <IconButton label="Search" look="secondary">
            <Search aria-hidden />
          </IconButton>
          <Button size="large">
            Go to checkout <Money minor={scale * 7} currency={currency} />
          </Button>
        </div>
      </Group>

      <Group title="Shelf">
        <ul className="grid grid-cols-2 gap-x-4 gap-y-8 lg:grid-cols-4">
          {shelf.map((product, index) => (
            <li key={product.name}>
              <ProductPicture picture={product.picture} alt="" className="aspect-[4/3] w-full" />
              <h3 className="mt-3 text-lg">{product.name}</h3>
              <div className="mt-1 flex flex-wrap items-center justify-between gap-2">
                <Price
                  minor={scale * (index + 2)}
                  currency={currency}
                  {...(index === 3 && { wasMinor: scale * 7 })}
                  {...(index === 1 && { unit: 'kg' })}
                />
                <QuantityStepper
                  name={product.name}
                  count={index === 0 ? count : none}
                  onChange={index === 0 ? setCount : setNone}
                  max={9}
                />
              </div>
            </li>
          ))}
        </ul>
      </Group>

      <Group title="States">
        <div className="flex flex-wrap gap-2">
          {(Object.keys(orderTones) as OrderState[]).map((state) => (
            <StatusPill key={state} state={state} />
          ))}
          <Badge tone="highlight">New</Badge>
          <Avatar name="Ada Bell" />
        </div>
        <Steps className="mt-6" steps={['Placed', 'Accepted', 'Being prepared', 'On the way', 'Delivered']} at={2} />
        <Timeline
          className="mt-8 max-w-md"
          moments={[
            { id: 'a', title: 'Placed', at: '18:02' },
            { id: 'b', title: 'Accepted', text: 'Ready around half past six', at: '18:04' },
            { id: 'c', title: 'Being prepared', at: '18:10', tone: 'now' },
          ]}
        />
      </Group>

      <Group title="Forms">
        <div className="grid gap-8 md:grid-cols-2">
          <div className="space-y-5">
            <Input label="Where to?" placeholder="Street and number" required hint="The rider sees this." />
            <Input label="Phone" required defaultValue="12" error="That number is too short." />
            <Select label="When" required defaultValue="soon">
              <option value="soon">As soon as it is ready</option>
              <option>18:30 to 19:00</option>
            </Select>
            <Textarea label="A word to the kitchen" placeholder="No onions, please" />
            <Checkbox label="Leave it at the door" defaultChecked />
          </div>
          <RadioCards
            label="How would you like to pay?"
            name="pay"
            defaultValue="momo"
            choices={[
              { value: 'momo', title: 'Mobile money', text: 'Confirm on your phone', icon: <Smartphone /> },
              { value: 'card', title: 'Card', text: 'Visa, Mastercard', icon: <CreditCard /> },
              {
                value: 'wallet',
                title: 'Wallet',
                text: 'Yours here',
                icon: <Wallet />,
                aside: <Money minor={scale * 9} currency={currency} />,
              },
              { value: 'cash', title: 'Cash', text: 'Not above your limit', icon: <Banknote />, disabled: true },
            ]}
          />
        </div>
      </Group>

      <Group title="Map and countdown">
        <div className="grid items-center gap-6 md:grid-cols-[1fr_auto]">
          <TownMap
            place="the town"
            town={exampleTown}
            centre={{ lat: 0.003, lng: 0.003 }}
            zoom={14.2}
            className="h-80 rounded-card"
            route={exampleRoute}
            markers={[
              { id: 'v', kind: 'vendor', name: 'the kitchen', place: { lat: 0, lng: 0 } },
              { id: 'c', kind: 'customer', name: 'you', place: { lat: 0.006, lng: 0.008 } },
              { id: 'r', kind: 'rider', name: 'Ada', place: { lat: 0.003, lng: 0.002 } },
            ]}
          />
          <div className="flex items-center gap-5">
            {until && (
              <>
                <CountdownRing until={until} lasting={30_000} size="large" />
                <CountdownRing until={until} lasting={30_000} size="small" />
              </>
            )}
          </div>
        </div>
      </Group>

      <Group title="Numbers">
        <div className="grid gap-4 xs:grid-cols-2 lg:grid-cols-4">
          <StatTile
            label="Sold today"
            value={formatMoney({ minor: scale * 420, currency }, language)}
            change="12%"
            trend="good"
          />
          <StatTile label="Orders" value="84" change="4%" trend="good" />
          <StatTile label="Spoiled" value="1.8%" change="0.6%" trend="bad" />
          <StatTile label="Late" value="3" change="2" rising={false} trend="good" />
        </div>
        <DataTable
          className="mt-5"
          caption="Orders"
          rowKey={(row) => row.id}
          rows={[
            { id: '#1042', state: 'preparing' as const, total: scale * 6 },
            { id: '#1041', state: 'picked_up' as const, total: scale * 11 },
            { id: '#1040', state: 'delivered' as const, total: scale * 4 },
          ]}
          columns={[
            { key: 'id', title: 'Order', leads: true, cell: (row) => row.id },
            { key: 'state', title: 'State', cell: (row) => <StatusPill state={row.state} /> },
            {
              key: 'total',
              title: 'Total',
              align: 'end',
              cell: (row) => <Money minor={row.total} currency={currency} />,
            },
          ]}
        />
      </Group>

      <Group title="In front of the page">
        <div className="flex flex-wrap gap-3">
          <Dialog
            title="Cancel this order?"
            text="The kitchen has not started yet, so it costs nothing."
            trigger={<Button look="secondary">Dialog</Button>}
            actions={
              <>
                <Button look="quiet">Keep it</Button>
                <Button look="danger">Cancel order</Button>
              </>
            }
          />
          <Drawer
            title="Your basket"
            trigger={<Button look="secondary">Drawer</Button>}
            actions={
              <Button wide size="large">
                Checkout
              </Button>
            }
          >
            <EmptyState title="Nothing in it yet" text="Good things are one tap away." />
          </Drawer>
          <Button
            look="secondary"
            onClick={() =>
              announce({ title: 'Added to your basket', action: { label: 'Undo', press: () => undefined } })
            }
          >
            Toast
          </Button>
        </div>
        <Tabs
          className="mt-6 max-w-xl"
          label="Orders"
          tabs={[
            { value: 'new', label: 'New', count: 3, content: 'Three wait for you.' },
            { value: 'doing', label: 'Cooking', content: 'Two on the stove.' },
            { value: 'done', label: 'Ready', content: 'None yet.' },
          ]}
        />
      </Group>

      <Group title="Nothing, not yet, and no">
        <div className="grid gap-5 md:grid-cols-3">
          <Card>
            <EmptyState
              title="No orders yet"
              text="When you order, it shows here."
              action={<Button>See the menu</Button>}
            />
          </Card>
          <Card>
            <ProductCardSkeleton />
          </Card>
          <Card>
            <ErrorState error={refusal} retry={() => announce({ title: 'Trying', tone: 'info' })} />
          </Card>
        </div>
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-5 border-b border-line pb-2 text-lg">{title}</h2>
      {children}
    </section>
  )
}
