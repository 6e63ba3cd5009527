// Makes itself heard and felt while something waits for an answer.
'use client'
import { useEffect } from 'react'
import { ring } from '../ring.ts'

let audio: AudioContext | undefined

/** A browser lets nobody make noise before a touch: going online is one. */
export function allowSound(): void {
  audio ??= new AudioContext()
  void audio.resume()
}

/** Rings for as long as the same thing waits. */
export function useAlert(waiting: string | undefined): void {
  useEffect(() => {
    if (!waiting) return undefined
    const alert = () => {
      if ('vibrate' in navigator) navigator.vibrate([300, 120, 300])
      if (audio?.state === 'running') ring(audio)
    }
    alert()
    const timer = setInterval(alert, 3_000)
    return () => clearInterval(timer)
  }, [waiting])
}
