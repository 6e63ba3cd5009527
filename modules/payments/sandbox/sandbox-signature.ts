// How the sandbox signs its webhooks: HMAC-SHA256 over the time and the raw body, like the providers it stands for.
import { createHmac, timingSafeEqual } from 'node:crypto'

export const signatureHeader = 'sandbox-signature'

/** Older or younger than this is a replay or a broken clock. */
const toleranceSeconds = 300

export function signWebhook(secret: string, body: string | Buffer, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${macOf(secret, seconds, body)}`
}

/** @param secrets all that are live: two during a rotation */
export function isSigned(secrets: readonly string[], header: string, body: Buffer, at: Date): boolean {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header)
  if (!found) return false
  const seconds = Number(found[1])
  if (Math.abs(at.getTime() / 1000 - seconds) > toleranceSeconds) return false

  const claimed = Buffer.from(found[2] as string, 'hex')
  return secrets.some((secret) => timingSafeEqual(claimed, Buffer.from(macOf(secret, seconds, body), 'hex')))
}

function macOf(secret: string, seconds: number, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
}
