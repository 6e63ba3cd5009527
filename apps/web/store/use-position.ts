// Where this device is, asked for once and only when its owner presses a button.
'use client'
import { useState } from 'react'
import type { Place } from '../ui/glide.ts'

export function usePosition(found: (place: Place) => void): { ask: () => void; busy: boolean; refused: boolean } {
  const [state, setState] = useState<'quiet' | 'busy' | 'refused'>('quiet')
  const ask = () => {
    if (!('geolocation' in navigator)) return setState('refused')
    setState('busy')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('quiet')
        found({ lat: coords.latitude, lng: coords.longitude })
      },
      () => setState('refused'),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    )
  }
  return { ask, busy: state === 'busy', refused: state === 'refused' }
}
