// A made-up town on the equator, for the style page's map.
import type { Town } from '../../ui/town-map.tsx'
import type { Place } from '../../ui/glide.ts'

const lines = [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((line) => line * 0.002)
const bend = (at: number) => Math.sin(at * 180) * 0.0007

const streets = lines.flatMap((fixed) => [
  lines.map((at): [number, number] => [at, fixed + bend(at)]),
  lines.map((at): [number, number] => [fixed, at + bend(fixed)]),
])

export const exampleTown: Town = {
  streets: collect(streets.map((coordinates) => ({ type: 'LineString', coordinates }))),
  parks: collect([
    {
      type: 'Polygon',
      coordinates: [
        [
          [0.0085, -0.001],
          [0.0135, -0.0012],
          [0.0138, 0.0028],
          [0.0088, 0.0032],
          [0.0085, -0.001],
        ],
      ],
    },
  ]),
  water: collect([
    {
      type: 'LineString',
      coordinates: [
        [-0.01, 0.009],
        [-0.002, 0.0098],
        [0.004, 0.0112],
        [0.012, 0.0102],
        [0.024, 0.0116],
      ],
    },
  ]),
}

export const exampleRoute: Place[] = [
  { lat: 0, lng: 0 },
  { lat: 0.002 + bend(0), lng: 0 },
  { lat: 0.002 + bend(0.002), lng: 0.002 },
  { lat: 0.006 + bend(0.002), lng: 0.002 },
  { lat: 0.006 + bend(0.004), lng: 0.004 },
  { lat: 0.006 + bend(0.006), lng: 0.006 },
  { lat: 0.006 + bend(0.008), lng: 0.008 },
]

function collect(geometries: Town['streets']['features'][number]['geometry'][]): Town['streets'] {
  return {
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry })),
  }
}
