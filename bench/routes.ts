// Ways along the streets of a demo town, in ways a second, beside the plain search that looks at everything nearer.
import { marketPresets } from '@provender/market-presets'
import { streetGraph } from '../modules/places/street-graph.ts'
import { searchOf } from '../modules/places/street-router.ts'
import { drawTown } from '../modules/places/town-plan.ts'
import { type Benchmark, type Figure, alternate, median, quantile, rateFigure, timeFigure } from './figures.ts'

const rounds = 5
const perRound = 2000
const never = 0x7fffffff

export const routes: Benchmark = {
  names: ['routes_per_second', 'route_p99_ms'],
  about: 'ways across a demo town: A* beside a plain Dijkstra on the same streets',
  run: measure,
}

async function measure(say: (sentence: string) => void): Promise<Figure[]> {
  const preset = marketPresets.find(({ id }) => id === 'reeyo')
  if (!preset) throw new Error('there is no market reeyo')
  const { centre, country } = preset.settings
  const graph = streetGraph(drawTown('reeyo', { centre, country }), centre)
  const places = [...preset.town.vendors, ...preset.town.customers, ...preset.town.riders].map(({ place }) => place)
  const ends = places.flatMap((place) => graph.nearestStretch(graph.toPoint(place)) ?? [])
  const search = searchOf(graph)
  say(`${graph.nodes} crossings, ${graph.stretches.length} stretches, ${ends.length} places`)

  const times: number[] = []
  const run = (guided: boolean) => async () => {
    const startedAt = performance.now()
    for (let trip = 0; trip < perRound; trip += 1) {
      const start = ends[trip % ends.length]
      const goal = ends[(trip * 7 + 3) % ends.length]
      const before = performance.now()
      if (start && goal) search.path(start, goal, never, guided)
      if (guided) times.push(performance.now() - before)
    }
    return (perRound * 1000) / (performance.now() - startedAt)
  }
  const rates = await alternate(rounds, run(true), run(false))

  return [
    rateFigure('routes_per_second', median(rates.subject), '/s', median(rates.floor)),
    timeFigure('route_p99_ms', quantile(times, 0.99), 'ms'),
  ]
}
