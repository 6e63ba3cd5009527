// What the providers' ways of signing have in common.
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Compares in constant time; texts of other lengths are simply different. */
export function isSameText(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Whether `signature` is the hex HMAC-SHA256 of the bytes under one of the live secrets. */
export function isHmacOf(secrets: readonly string[], signature: string, body: Buffer): boolean {
  if (!/^[0-9a-f]{64}$/.test(signature)) return false

  return secrets.some((secret) => isSameText(signature, createHmac('sha256', secret).update(body).digest('hex')))
}

/** JSON, or nothing: what strangers send may be anything. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
