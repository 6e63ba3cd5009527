// The live order board: what is new, what cooks, what waits and what has left, side by side.
'use client'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import type { Order } from '../../api/schema.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useDesk } from '../desk-context.tsx'
import { DeclineDialog, HandOverDialog } from './answer-dialogs.tsx'
import { BellStrip, useBell } from './bell.tsx'
import { columns, sortIntoColumns, type Column } from './board.ts'
import { OrderDrawer } from './order-drawer.tsx'
import { OrderTicket } from './order-ticket.tsx'
import { useActiveOrders, useOrderNews } from './use-orders.ts'
import { useVendorProfile } from './use-profile.ts'

export function OrderBoard() {
  const t = useTranslations('desk.board')
  const { market } = useDesk()
  const orders = useActiveOrders()
  const profile = useVendorProfile()
  const { ringFor } = useBell()
  useOrderNews()
  const board = useMemo(() => sortIntoColumns(orders.data ?? []), [orders.data])
  const [shown, setShown] = useState<Column>('fresh')
  const [opened, setOpened] = useState<string>()
  const [declining, setDeclining] = useState<string>()
  const [handingOver, setHandingOver] = useState<string>()

  useEffect(() => ringFor(board.fresh.map(({ id }) => id)), [board.fresh, ringFor])

  if (orders.isPending) return <BoardSkeleton />
  if (!orders.data) return <ErrorState level={1} error={orders.error} retry={() => void orders.refetch()} />

  const find = (id: string | undefined) => orders.data.find((order) => order.id === id)
  const pickupOnly = !market.fulfilment.includes('delivery')
  const shownColumns = columns.filter((column) => !(pickupOnly && column === 'gone'))
  const nothing = shownColumns.every((column) => board[column].length === 0)
  const titleOf = (column: Column) => t(column === 'ready' && pickupOnly ? 'toCollect' : column)
  const ticket = (order: Order) => (
    <OrderTicket
      key={order.id}
      order={order}
      usualMinutes={profile.data?.preparationMinutes ?? 20}
      onOpen={() => setOpened(order.id)}
      onDecline={() => setDeclining(order.id)}
      onHandOver={() => setHandingOver(order.id)}
    />
  )
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <BellStrip />
      {nothing ? (
        <EmptyState
          picture="fluent-emoji-flat:cooking"
          title={t(profile.data?.paused ? 'closedTitle' : 'emptyTitle')}
          text={t(profile.data?.paused ? 'closedText' : 'emptyText')}
        />
      ) : (
        <>
          <nav
            aria-label={t('columns')}
            className="sticky top-24 z-[5] sm:top-20 -mx-4 mb-4 flex gap-1.5 overflow-x-auto bg-paper/95 px-4 py-2.5 backdrop-blur-md [scrollbar-width:none] md:hidden"
          >
            {shownColumns.map((column) => (
              <button
                key={column}
                type="button"
                aria-pressed={column === shown}
                onClick={() => setShown(column)}
                className="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full bg-sunk px-4 font-semibold whitespace-nowrap text-muted aria-pressed:bg-ink aria-pressed:text-paper"
              >
                {titleOf(column)} <Count column={column} count={board[column].length} />
              </button>
            ))}
          </nav>
          <div
            className={clsx(
              'grid items-start gap-5 md:grid-cols-2',
              shownColumns.length === 3 ? 'xl:grid-cols-3' : 'xl:grid-cols-4',
            )}
          >
            {shownColumns.map((column) => (
              <section
                key={column}
                aria-labelledby={`column-${column}`}
                className={clsx(column !== shown && 'max-md:hidden')}
              >
                <h2 id={`column-${column}`} className="mb-3 flex items-center gap-2.5 text-xl max-md:sr-only">
                  {titleOf(column)} <Count column={column} count={board[column].length} />
                </h2>
                {board[column].length > 0 ? (
                  <div className="grid gap-4">{board[column].map(ticket)}</div>
                ) : (
                  <p className="rounded-card border-2 border-dashed border-line px-5 py-8 text-center text-muted">
                    {t(`none.${column}`)}
                  </p>
                )}
              </section>
            ))}
          </div>
        </>
      )}
      <OrderDrawer order={find(opened)} onClose={() => setOpened(undefined)} />
      <DeclineDialog order={find(declining)} onClose={() => setDeclining(undefined)} />
      <HandOverDialog order={find(handingOver)} onClose={() => setHandingOver(undefined)} />
    </>
  )
}

function Count({ column, count }: { column: Column; count: number }) {
  return (
    <span
      className={clsx(
        'tabular grid min-w-7 place-items-center rounded-full px-2 text-base font-bold',
        column === 'fresh' && count > 0 ? 'bg-accent text-on-accent' : 'bg-sunk text-ink',
      )}
    >
      {count}
    </span>
  )
}

function BoardSkeleton() {
  return (
    <Loading className="grid gap-5 md:grid-cols-2 xl:grid-cols-4">
      {columns.map((column, index) => (
        <div key={column} className={clsx('space-y-4', index > 0 && 'max-md:hidden')}>
          <Skeleton className="h-7 w-32" />
          <Skeleton className="h-72 rounded-card!" />
        </div>
      ))}
    </Loading>
  )
}
