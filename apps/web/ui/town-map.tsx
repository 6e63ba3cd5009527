// A plain town plan that needs no tiles: streets, parks and water from our own data, and those who move in it.
'use client'
import 'maplibre-gl/dist/maplibre-gl.css'
import { clsx } from 'clsx'
import { Crosshair, Maximize } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre, Marker, StyleSpecification } from 'maplibre-gl'
import { IconButton } from './button.tsx'
import { glide, type Place } from './glide.ts'

type Shapes = FeatureCollection

export interface Town {
  streets: Shapes
  parks?: Shapes
  water?: Shapes
  /** Picture tiles to draw instead: `https://…/{z}/{x}/{y}.png`. */
  tiles?: string
}

export interface MapMarker {
  id: string
  kind: 'vendor' | 'customer' | 'rider' | 'corner'
  place: Place
  name: string
}

/** Something with an outline: a zone, filled in its tone. */
export interface MapArea {
  id: string
  ring: readonly Place[]
  tone: 'accent' | 'bad' | 'muted'
}

const nothing: Shapes = { type: 'FeatureCollection', features: [] }

/**
 * `place` names the map for those who cannot see it; `route` is drawn under the markers. With `onPick` a tap chooses a
 * place, and a button chooses the middle for those who do not tap. `fit` shows all markers whenever one comes or goes.
 */
export function TownMap({
  place,
  town,
  centre,
  markers,
  route,
  zoom = 14,
  fit = false,
  areas,
  onPick,
  onDrag,
  className,
}: {
  place: string
  town: Town
  centre: Place
  markers: readonly MapMarker[]
  route?: readonly Place[]
  zoom?: number
  fit?: boolean
  areas?: readonly MapArea[]
  onPick?: (place: Place) => void
  /** Corners can be dragged: which one, and where to. */
  onDrag?: (id: string, place: Place) => void
  className?: string
}) {
  const t = useTranslations('map')
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre>()
  const [failed, setFailed] = useState(false)
  const pins = useRef(new Map<string, { marker: Marker; stop: () => void }>())

  const open = useEffectEvent(() => openMap(box.current, centre, zoom))
  const words = useEffectEvent((marker: MapMarker) => t(marker.kind, { name: marker.name }))
  const pick = useEffectEvent((place: Place) => onPick?.(place))
  const drag = useEffectEvent((id: string, place: Place) => onDrag?.(id, place))
  const showMarkers = useEffectEvent(() => map && fit && showAll(map, markers, route))
  const picks = onPick !== undefined
  const shown = markers.map(({ id }) => id).join(' ')

  useEffect(() => {
    const placed = pins.current
    let gone = false
    let made: MapLibre | undefined
    void open()
      .then((opened) => {
        made = opened
        if (gone) return opened.remove()
        opened.once('load', () => !gone && setMap(opened))
      })
      .catch(() => setFailed(true))
    return () => {
      gone = true
      for (const pin of placed.values()) pin.stop()
      placed.clear()
      made?.remove()
      setMap(undefined)
    }
  }, [])

  useEffect(() => {
    if (!map) return
    void source(map, 'streets').setData(town.streets)
    if (town.tiles !== undefined) layTiles(map, town.tiles)
    void source(map, 'parks').setData(town.parks ?? nothing)
    void source(map, 'water').setData(town.water ?? nothing)
  }, [map, town])

  useEffect(() => {
    if (!map) return
    void source(map, 'route').setData({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: (route ?? []).map(({ lat, lng }) => [lng, lat]) },
    })
  }, [map, route])

  useEffect(() => {
    if (map)
      void placePins(map, pins.current, markers, {
        words: (marker) => words(marker),
        drag: (id, place) => drag(id, place),
      })
  }, [map, markers])

  useEffect(() => {
    if (map) void source(map, 'areas').setData(shapesOf(areas ?? []))
  }, [map, areas])

  useEffect(() => {
    if (map && shown) showMarkers()
  }, [map, shown])

  useEffect(() => {
    if (!map || !picks) return
    const { style } = map.getCanvas()
    style.cursor = 'crosshair'
    const tapped = map.on('click', ({ lngLat: { lat, lng } }) => pick({ lat, lng }))
    return () => {
      style.cursor = ''
      tapped.unsubscribe()
    }
  }, [map, picks])

  useEffect(() => {
    if (!map) return
    const media = window.matchMedia('(prefers-color-scheme: dark)')
    const repaint = () => paint(map)
    repaint()
    media.addEventListener('change', repaint)
    return () => media.removeEventListener('change', repaint)
  }, [map])

  if (failed)
    return (
      <p className={clsx('grid place-items-center rounded-card bg-sunk p-6 text-center text-muted', className)}>
        {t('failed')}
      </p>
    )
  return (
    <div className={clsx('relative isolate overflow-hidden bg-sunk', className)}>
      <section ref={box} aria-label={t('label', { place })} className="absolute! inset-0" />
      <IconButton
        label={t('fit')}
        look="secondary"
        className="absolute! top-3 right-3 shadow-lift"
        onClick={() => map && showAll(map, markers, route)}
      >
        <Maximize aria-hidden />
      </IconButton>
      {onPick && (
        <IconButton
          label={t('pickMiddle')}
          look="secondary"
          className="absolute! top-16 right-3 shadow-lift"
          onClick={() => {
            if (!map) return
            const { lat, lng } = map.getCenter()
            onPick({ lat, lng })
          }}
        >
          <Crosshair aria-hidden />
        </IconButton>
      )}
    </div>
  )
}

async function openMap(container: HTMLDivElement | null, centre: Place, zoom: number): Promise<MapLibre> {
  if (!container) throw new Error('There is no place for the map')
  const maplibre = await import('maplibre-gl')
  maplibre.setWorkerUrl(new URL('/map/maplibre-gl-worker.mjs', window.location.origin).href)
  return new maplibre.Map({
    container,
    style: townStyle(colours(container)),
    center: [centre.lng, centre.lat],
    zoom,
    minZoom: 10,
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
  })
}

type Colours = Record<
  'land' | 'park' | 'water' | 'street' | 'route' | 'line' | 'name' | 'accent' | 'bad' | 'muted',
  string
>

/** MapLibre paints on a canvas and cannot read CSS: ask the browser what our colours are right now. */
function colours(element: Element): Colours {
  const probe = element.appendChild(document.createElement('i'))
  const resolve = (name: string) => {
    probe.style.color = `var(--pv-${name})`
    return getComputedStyle(probe).color
  }
  const found = {
    land: resolve('map-land'),
    park: resolve('map-park'),
    water: resolve('map-water'),
    street: resolve('map-street'),
    route: resolve('accent'),
    line: resolve('line'),
    name: resolve('muted'),
    accent: resolve('accent'),
    bad: resolve('bad'),
    muted: resolve('muted'),
  }
  probe.remove()
  return found
}

function townStyle(colour: Colours): StyleSpecification {
  const data = { type: 'geojson' as const, data: nothing }
  const width = (at12: number, at17: number) =>
    ['interpolate', ['exponential', 1.6], ['zoom'], 12, at12, 17, at17] as never
  /** Main streets are wider than side streets. */
  const streetWidth = (at12: number, at17: number) =>
    [
      'interpolate',
      ['exponential', 1.6],
      ['zoom'],
      12,
      ['match', ['get', 'kind'], 'major', at12 * 1.7, at12],
      17,
      ['match', ['get', 'kind'], 'major', at17 * 1.5, at17],
    ] as never
  const round = { 'line-cap': 'round' as const, 'line-join': 'round' as const }
  return {
    version: 8,
    sources: { streets: data, parks: data, water: data, areas: data, route: data },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colour.land } },
      { id: 'parks', type: 'fill', source: 'parks', paint: { 'fill-color': colour.park } },
      {
        id: 'water',
        type: 'fill',
        source: 'water',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': colour.water },
      },
      {
        id: 'rivers',
        type: 'line',
        source: 'water',
        filter: ['==', ['geometry-type'], 'LineString'],
        layout: round,
        paint: { 'line-color': colour.water, 'line-width': width(5, 40) },
      },
      {
        id: 'casing',
        type: 'line',
        source: 'streets',
        layout: round,
        paint: { 'line-color': colour.line, 'line-width': streetWidth(2.4, 17) },
      },
      {
        id: 'streets',
        type: 'line',
        source: 'streets',
        layout: round,
        paint: { 'line-color': colour.street, 'line-width': streetWidth(1.4, 14) },
      },
      { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': toneOf(colour), 'fill-opacity': 0.16 } },
      {
        id: 'outlines',
        type: 'line',
        source: 'areas',
        layout: round,
        paint: { 'line-color': toneOf(colour), 'line-width': 2.5 },
      },
      {
        id: 'route',
        type: 'line',
        source: 'route',
        layout: round,
        paint: { 'line-color': colour.route, 'line-width': width(3.5, 9), 'line-opacity': 0.9 },
      },
      names('major', 13, colour),
      names('minor', 15, colour),
    ],
  }
}

function paint(map: MapLibre): void {
  const colour = colours(map.getContainer())
  map.setPaintProperty('land', 'background-color', colour.land)
  map.setPaintProperty('parks', 'fill-color', colour.park)
  map.setPaintProperty('water', 'fill-color', colour.water)
  map.setPaintProperty('rivers', 'line-color', colour.water)
  map.setPaintProperty('casing', 'line-color', colour.line)
  map.setPaintProperty('streets', 'line-color', colour.street)
  map.setPaintProperty('route', 'line-color', colour.route)
  map.setPaintProperty('areas', 'fill-color', toneOf(colour))
  map.setPaintProperty('outlines', 'line-color', toneOf(colour))
  for (const kind of ['major', 'minor']) {
    map.setPaintProperty(`names-${kind}`, 'text-color', colour.name)
    map.setPaintProperty(`names-${kind}`, 'text-halo-color', colour.street)
  }
}

function toneOf(colour: Colours): never {
  return ['match', ['get', 'tone'], 'bad', colour.bad, 'muted', colour.muted, colour.accent] as never
}

function shapesOf(areas: readonly MapArea[]): Shapes {
  return {
    type: 'FeatureCollection',
    features: areas.map(({ ring, tone }) => ({
      type: 'Feature',
      properties: { tone },
      geometry: {
        type: 'Polygon',
        coordinates: [[...ring, ...ring.slice(0, 1)].map(({ lat, lng }) => [lng, lat])],
      },
    })),
  }
}

/** Drawn with the letters of this device: there is no font to fetch. */
function names(kind: 'major' | 'minor', minzoom: number, colour: Colours): StyleSpecification['layers'][number] {
  return {
    id: `names-${kind}`,
    type: 'symbol',
    source: 'streets',
    minzoom,
    filter: ['==', ['get', 'kind'], kind],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': ['get', 'name'],
      'text-font': ['sans-serif'],
      'text-size': kind === 'major' ? 12 : 11,
      'text-max-angle': 35,
    },
    paint: { 'text-color': colour.name, 'text-halo-color': colour.street, 'text-halo-width': 1.6 },
  }
}

/** Over the drawn land and under the way; without a network the drawing stays. */
function layTiles(map: MapLibre, tiles: string): void {
  if (map.getSource('tiles')) return
  map.addSource('tiles', { type: 'raster', tiles: [tiles], tileSize: 256 })
  map.addLayer({ id: 'tiles', type: 'raster', source: 'tiles' }, 'route')
}

function source(map: MapLibre, id: string): GeoJSONSource {
  return map.getSource(id) as GeoJSONSource
}

async function placePins(
  map: MapLibre,
  pins: Map<string, { marker: Marker; stop: () => void }>,
  markers: readonly MapMarker[],
  { words, drag }: { words: (marker: MapMarker) => string; drag: (id: string, place: Place) => void },
): Promise<void> {
  const { Marker: MapPin } = await import('maplibre-gl')
  const wanted = new Set(markers.map(({ id }) => id))
  for (const [id, pin] of pins) {
    if (wanted.has(id)) continue
    pin.stop()
    pin.marker.remove()
    pins.delete(id)
  }
  for (const entry of markers) {
    const known = pins.get(entry.id)
    if (known) {
      known.stop()
      const { lat, lng } = known.marker.getLngLat()
      known.stop = glide({ lat, lng }, entry.place, (at) => known.marker.setLngLat([at.lng, at.lat]))
      continue
    }
    const marker = new MapPin({
      element: pinElement(entry, words(entry)),
      anchor: entry.kind === 'rider' || entry.kind === 'corner' ? 'center' : 'bottom',
      draggable: entry.kind === 'corner',
    })
    marker.on('dragend', () => {
      const { lat, lng } = marker.getLngLat()
      drag(entry.id, { lat, lng })
    })
    pins.set(entry.id, {
      marker: marker.setLngLat([entry.place.lng, entry.place.lat]).addTo(map),
      stop: () => undefined,
    })
  }
}

const drawings = { vendor: 'pot-of-food', customer: 'house', rider: 'motor-scooter' }

function pinElement({ kind }: MapMarker, words: string): HTMLElement {
  const pin = document.createElement('div')
  pin.className = `pv-pin pv-pin-${kind}`
  pin.setAttribute('role', 'img')
  pin.setAttribute('aria-label', words)
  if (kind === 'corner') return pin
  const drawing = pin.appendChild(document.createElement('span')).appendChild(document.createElement('img'))
  drawing.src = `/pictures/${drawings[kind]}.svg`
  drawing.alt = ''
  return pin
}

function showAll(map: MapLibre, markers: readonly MapMarker[], route: readonly Place[] = []): void {
  const places = [...markers.map(({ place }) => place), ...route]
  const lats = places.map(({ lat }) => lat)
  const lngs = places.map(({ lng }) => lng)
  if (places.length === 0) return
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  map.fitBounds(
    [
      [Math.min(...lngs), Math.min(...lats)],
      [Math.max(...lngs), Math.max(...lats)],
    ],
    { padding: 72, maxZoom: places.length > 1 ? 16 : 14.5, animate: !calm },
  )
}
