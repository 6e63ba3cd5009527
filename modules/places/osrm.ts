// OSRM, the open street router: https://project-osrm.org/docs/v5.24.0/api/#route-service
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type WayProvider, askJson, decodePolyline } from './provider.ts'

const Answer = Type.Object({
  code: Type.String(),
  routes: Type.Optional(
    Type.Array(
      Type.Object({
        distance: Type.Number({ minimum: 0 }),
        duration: Type.Number({ minimum: 0 }),
        geometry: Type.String(),
      }),
    ),
  ),
})

/** That there is no way between two places is an answer too, and comes with this status. */
const noWay = 400

/** @param origin of the service, e.g. `http://osrm:5000` */
export function osrm(origin: string): WayProvider {
  return {
    name: 'osrm',
    async route(from, to, signal) {
      const url = new URL(`/route/v1/driving/${from.lng},${from.lat};${to.lng},${to.lat}`, origin)
      url.search = 'overview=full&geometries=polyline&alternatives=false&steps=false'
      const answer = await askJson(url, { signal }, noWay)
      if (!Value.Check(Answer, answer)) throw new Error(`${url.host} answers in another way than OSRM`)
      if (answer.code === 'NoRoute' || answer.code === 'NoSegment') return undefined
      const route = answer.routes?.[0]
      if (answer.code !== 'Ok' || !route) throw new Error(`${url.host} answers ${answer.code}`)

      return {
        distanceM: Math.round(route.distance),
        seconds: Math.round(route.duration),
        path: decodePolyline(route.geometry),
      }
    },
  }
}
