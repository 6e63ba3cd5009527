// The basket as every page of the storefront knows it: how many of what, changed at once and kept by the server.
'use client'
import { useTranslations } from 'next-intl'
import { usePathname, useRouter } from 'next/navigation'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { Cart, CartSummary } from '../api/schema.ts'
import { useToast } from '../ui/toast.tsx'
import { countsOf } from './counts.ts'

interface Basket {
  market: string
  /** Pieces in all carts together. */
  count: number
  /** Pieces in the cart of one vendor. */
  countAt: (vendorId: string) => number
  /** What this visit knows; `undefined` for what the page was told when it was made. */
  quantityOf: (productId: string) => number | undefined
  change: (line: {
    productId: string
    vendorId: string
    quantity: number
    before: number
    /** Whether quantities are base units of a weight or volume: then all of it is one piece. */
    measured?: boolean
  }) => void
  /** Puts more of something that was chosen like this into the basket. @returns whether it is there now */
  add: (line: { productId: string; choices: readonly string[]; quantity: number; name: string }) => Promise<boolean>
  /** Takes over what the server has said about one cart. */
  learn: (cart: Pick<Cart, 'vendor' | 'lines' | 'quantity'>) => void
}

const BasketContext = createContext<Basket | undefined>(undefined)

export function useBasket(): Basket {
  const basket = useContext(BasketContext)
  if (!basket) throw new Error('useBasket() needs a BasketProvider above it')
  return basket
}

export function BasketProvider({
  market,
  carts,
  children,
}: {
  market: string
  carts: readonly CartSummary[]
  children: ReactNode
}) {
  const announce = useToast()
  const t = useTranslations('store.basket')
  const [pieces, setPieces] = useState<Record<string, number>>(() =>
    Object.fromEntries(carts.map((cart) => [cart.vendor.id, cart.quantity])),
  )
  const [quantities, setQuantities] = useState<Record<string, number>>({})
  const wanted = useRef(new Map<string, number>())
  const router = useRouter()
  const pathname = usePathname()
  const here = useRef(pathname)
  useEffect(() => {
    here.current = pathname
  }, [pathname])

  const learn = useCallback<Basket['learn']>((cart) => {
    setPieces((all) => ({ ...all, [cart.vendor.id]: cart.quantity }))
    setQuantities((all) => ({
      ...all,
      ...countsOf(cart.lines),
    }))
  }, [])

  const basket = useMemo<Basket>(() => {
    /** One request per product at a time; taps in between are summed up in the next one. */
    const send = async (productId: string, vendorId: string, before: number) => {
      let kept = before
      const tappedOn = here.current
      try {
        for (let next = wanted.current.get(productId); next !== undefined && next !== kept;) {
          const asked: number = next
          const body = { productId, quantity: asked }
          const cart = await read(browserApi(market).PUT('/api/v1/cart/lines', { body }))
          kept = asked
          next = wanted.current.get(productId)
          if (next === asked) setPieces((all) => ({ ...all, [vendorId]: cart.quantity }))
        }
      } catch (error) {
        setQuantities((all) => ({ ...all, [productId]: kept }))
        setPieces((all) => ({
          ...all,
          [vendorId]: Math.max(0, (all[vendorId] ?? 0) + kept - (wanted.current.get(productId) ?? kept)),
        }))
        announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('notChanged') })
      } finally {
        wanted.current.delete(productId)
      }
      // Whoever was quicker than the request looks at a page that does not know of it yet.
      if (here.current !== tappedOn) router.refresh()
    }
    return {
      market,
      learn,
      count: Object.values(pieces).reduce((sum, quantity) => sum + quantity, 0),
      countAt: (vendorId) => pieces[vendorId] ?? 0,
      quantityOf: (productId) => quantities[productId],
      async add({ productId, choices, quantity, name }) {
        const api = browserApi(market)
        try {
          const product = await read(api.GET('/api/v1/products/{productId}', { params: { path: { productId } } }))
          const query = { vendorId: product.vendor.id }
          const before = await read(api.GET('/api/v1/cart', { params: { query } }))
          const key = choices.toSorted().join()
          const same = before.lines.find((line) => line.productId === productId && line.choiceIds.join() === key)
          const body = {
            productId,
            choices: [...choices],
            quantity: Math.min(99, (same?.quantity ?? 0) + quantity),
            ...(same?.note && { note: same.note }),
          }
          learn(await read(api.PUT('/api/v1/cart/lines', { body })))
          announce({ title: t('added', { name }) })
          return true
        } catch (error) {
          announce({ tone: 'bad', title: problemFacts(error)?.title ?? t('notChanged') })
          return false
        }
      },
      change({ productId, vendorId, quantity, before, measured = false }) {
        const busy = wanted.current.has(productId)
        wanted.current.set(productId, quantity)
        setQuantities((all) => ({ ...all, [productId]: quantity }))
        const more = measured ? Math.sign(quantity) - Math.sign(before) : quantity - before
        setPieces((all) => ({ ...all, [vendorId]: Math.max(0, (all[vendorId] ?? 0) + more) }))
        if (!busy) void send(productId, vendorId, before)
      },
    }
  }, [announce, learn, market, pieces, quantities, router, t])

  return <BasketContext value={basket}>{children}</BasketContext>
}
