// Writes what was played in the three files that the official evaluator of the instances reads.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instance } from './instance.ts'
import type { Played } from './play.ts'

export async function writeSolution(folder: string, instance: Instance, played: Played): Promise<void> {
  const target = join(folder, instance.name)
  await mkdir(target, { recursive: true })
  await Promise.all(
    Object.entries(solutionFiles(instance, played)).map(([name, text]) => writeFile(join(target, name), text)),
  )
}

export function solutionFiles(instance: Instance, { collected, delivered, moves }: Played): Record<string, string> {
  const drops = new Map(delivered.map((each) => [each.order, each]))
  const assignments = collected
    .toSorted((a, b) => a.assignedAt - b.assignedAt)
    .map(({ assignedAt, pickupAt, courier, orders }) => [assignedAt, pickupAt, courier, ...orders])
  const orders = instance.orders.map(({ id, placedAt, readyAt }) => {
    const drop = drops.get(id)
    return [id, placedAt, readyAt, drop?.pickupAt ?? '', drop?.dropoffAt ?? '', drop?.courier ?? '']
  })
  const ways = instance.couriers.flatMap(({ id }) =>
    moves.filter((move) => move.courier === id).map((move) => [id, move.departure, move.origin, move.destination]),
  )

  return {
    'solution_info_assignments.txt': linesOf('assignment_time pickup_time courier orders', assignments),
    'solution_info_orders.txt': linesOf('order placement_time ready_time pickup_time dropoff_time courier', orders),
    'solution_info_couriers.txt': linesOf('courier departure_time origin destination', ways),
  }
}

function linesOf(header: string, rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows.map((row) => row.join(' '))].join('\n') + '\n'
}
