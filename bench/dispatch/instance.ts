// Reads one folder of the public Meal Delivery Routing Problem instances: tab separated, minutes and metres.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Place {
  readonly id: string
  readonly x: number
  readonly y: number
}

export interface Order extends Place {
  readonly restaurant: string
  readonly placedAt: number
  readonly readyAt: number
}

export interface Courier extends Place {
  readonly onAt: number
  readonly offAt: number
}

export interface Instance {
  readonly name: string
  readonly orders: readonly Order[]
  readonly restaurants: ReadonlyMap<string, Place>
  readonly couriers: readonly Courier[]
  readonly metresPerMinute: number
  readonly pickupMinutes: number
  readonly dropoffMinutes: number
  readonly targetMinutes: number
  readonly payPerOrder: number
  readonly payPerHour: number
}

export async function readInstance(folder: string, name: string): Promise<Instance> {
  const table = async (file: string) => rowsOf(await readFile(join(folder, name, file), 'utf8'))
  const [orders, restaurants, couriers, parameters] = await Promise.all(
    ['orders.txt', 'restaurants.txt', 'couriers.txt', 'instance_parameters.txt'].map(table),
  )
  const values = (parameters?.[0] ?? []).map(Number)

  return {
    name,
    orders: (orders ?? []).map(([id = '', x, y, placedAt, restaurant = '', readyAt]) => ({
      id,
      x: Number(x),
      y: Number(y),
      placedAt: Number(placedAt),
      restaurant,
      readyAt: Number(readyAt),
    })),
    restaurants: new Map((restaurants ?? []).map(([id = '', x, y]) => [id, { id, x: Number(x), y: Number(y) }])),
    couriers: (couriers ?? []).map(([id = '', x, y, onAt, offAt]) => ({
      id,
      x: Number(x),
      y: Number(y),
      onAt: Number(onAt),
      offAt: Number(offAt),
    })),
    metresPerMinute: values[0] as number,
    pickupMinutes: values[1] as number,
    dropoffMinutes: values[2] as number,
    targetMinutes: values[3] as number,
    payPerOrder: values[5] as number,
    payPerHour: values[6] as number,
  }
}

function rowsOf(text: string): string[][] {
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.trim().split('\t'))
}

export function travelMinutes(
  { metresPerMinute }: Instance,
  from: { x: number; y: number },
  to: { x: number; y: number },
): number {
  const dx = from.x - to.x
  const dy = from.y - to.y

  return Math.ceil(Math.sqrt(dx * dx + dy * dy) / metresPerMinute)
}
