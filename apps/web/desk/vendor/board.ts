// Which column of the board an order stands in, and what the kitchen does with it next. Pure.
import type { Order } from '../../api/schema.ts'

export const columns = ['fresh', 'kitchen', 'ready', 'gone'] as const
export type Column = (typeof columns)[number]

const columnOf: Partial<Record<Order['state'], Column>> = {
  placed: 'fresh',
  accepted: 'kitchen',
  preparing: 'kitchen',
  ready: 'ready',
  picked_up: 'gone',
  failed_delivery: 'gone',
}

/** The most pressing order comes first: the next deadline among new ones, the next promise among the others. */
export function sortIntoColumns(orders: readonly Order[]): Record<Column, Order[]> {
  const board: Record<Column, Order[]> = { fresh: [], kitchen: [], ready: [], gone: [] }
  for (const order of orders) {
    const column = columnOf[order.state]
    if (column) board[column].push(order)
  }
  for (const column of columns) board[column].sort((one, other) => dueAt(one) - dueAt(other))
  return board
}

function dueAt(order: Order): number {
  return Date.parse(order.acceptBy ?? order.readyAt ?? order.placedAt)
}

/** When the vendor got to see it: the ring that runs out starts there. */
export function shownSince(order: Order): number {
  const placed = order.history.find((step) => step.state === 'placed')
  return Date.parse(placed?.at ?? order.placedAt)
}

/** Whole minutes until the promised time; negative when it has passed. */
export function minutesLeft(readyAt: string, now: number): number {
  return Math.ceil((Date.parse(readyAt) - now) / 60_000)
}
