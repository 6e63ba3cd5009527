// Payments that leave our pages and come back: what was begun in this browser, and how it stands.
'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { Payment } from '../api/schema.ts'

const keyOf = (market: string, purpose: string) => `pv.paying.${market}.${purpose}`

const listeners = new Set<() => void>()

/** Remembers the payment for its return, and goes where the payer approves it; answers whether there is such a place. */
export function goAndPay(market: string, payment: Payment): boolean {
  keep(keyOf(market, payment.orderId ?? 'top_up'), payment.id)
  if (!payment.actionUrl) return false
  window.location.assign(payment.actionUrl)
  return true
}

/** The payment that this browser began for an order, or for the wallet, and a way to forget it. */
export function useBegunPayment(market: string, purpose: string): [string | undefined, () => void] {
  const key = keyOf(market, purpose)
  const paymentId = useSyncExternalStore(
    listen,
    () => kept(key),
    () => undefined,
  )
  return [paymentId, () => keep(key, undefined)]
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Without storage nothing is kept: the page that we come back to then offers to pay, and finds the open payment. */
function kept(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function keep(key: string, paymentId: string | undefined): void {
  try {
    if (paymentId === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, paymentId)
  } catch {
    return
  }
  for (const listener of listeners) listener()
}

const pauses = [1_000, 2_000, 3_000, 5_000, 10_000]

/** Asks the provider, through the API, until the payment has come to an end. */
export function usePaymentState(market: string, paymentId: string | undefined): Payment | undefined {
  const [payment, setPayment] = useState<Payment>()
  useEffect(() => {
    if (!paymentId) return
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async (turn: number) => {
      const found = await confirm(market, paymentId)
      if (gone) return
      if (found) setPayment(found)
      if (found === null || found?.state === 'succeeded' || found?.state === 'failed') return
      timer = setTimeout(() => void ask(turn + 1), pauses[Math.min(turn, pauses.length - 1)])
    }
    void ask(0)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [market, paymentId])
  return payment
}

/** `null` when there is no such payment, `undefined` when nobody could say. */
async function confirm(market: string, paymentId: string): Promise<Payment | null | undefined> {
  try {
    return await read(browserApi(market).POST('/api/v1/payments/confirm', { body: { paymentId } }))
  } catch (error) {
    return problemFacts(error)?.status === 404 ? null : undefined
  }
}
