// The shelves of a menu as a row that stays in sight and knows which one is being read. Plain links underneath.
'use client'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

export function MenuNav({ sections }: { sections: readonly { id: string; name: string; count: number }[] }) {
  const t = useTranslations('store.vendor')
  const [current, setCurrent] = useState(sections[0]?.id)
  const row = useRef<HTMLUListElement>(null)
  const ids = sections.map(({ id }) => id).join(' ')

  useEffect(() => {
    const seen = new Map<string, boolean>()
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen.set(target.id, isIntersecting)
        const first = ids.split(' ').find((id) => seen.get(id))
        if (first) setCurrent(first)
      },
      { rootMargin: '-25% 0px -55% 0px' },
    )
    for (const id of ids.split(' ')) {
      const section = document.getElementById(id)
      if (section) watcher.observe(section)
    }
    return () => watcher.disconnect()
  }, [ids])

  useEffect(() => {
    const list = row.current
    const item = list?.querySelector<HTMLElement>(`[data-id="${current}"]`)
    if (list && item) list.scrollTo({ left: item.offsetLeft - list.clientWidth / 2 + item.clientWidth / 2 })
  }, [current])

  return (
    <nav
      aria-label={t('menu')}
      className="sticky top-16 z-10 mt-6 border-b border-line bg-paper/95 backdrop-blur-md sm:top-20"
    >
      <ul ref={row} className="page-width relative flex gap-1 overflow-x-auto py-2 [scrollbar-width:none]">
        {sections.map(({ id, name, count }) => (
          <li key={id} data-id={id} className="shrink-0">
            <a
              href={`#${id}`}
              aria-current={current === id ? 'true' : undefined}
              className={clsx(
                'inline-flex min-h-11 items-center gap-2 rounded-full px-4 font-semibold whitespace-nowrap',
                current === id ? 'bg-ink text-paper' : 'hover:bg-ink/8',
              )}
            >
              {name}
              <span className="tabular text-sm opacity-80">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
