// Short news that comes and goes by itself, read aloud, never the only place where something is said.
'use client'
import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Toast as Radix } from 'radix-ui'
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react'

export interface News {
  title: string
  text?: ReactNode
  tone?: 'good' | 'bad' | 'info'
  action?: { label: string; press: () => void }
}

const Announce = createContext<(news: News) => void>(() => {
  throw new Error('useToast() needs a ToastProvider above it')
})

/** `const announce = useToast(); announce({ title: 'Added' })` */
export function useToast(): (news: News) => void {
  return useContext(Announce)
}

const icons = { good: CircleCheck, bad: CircleAlert, info: Info }

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const [all, setAll] = useState<(News & { id: number })[]>([])
  const announce = useCallback(
    (news: News) => setAll((before) => [...before.slice(-2), { ...news, id: (before.at(-1)?.id ?? 0) + 1 }]),
    [],
  )
  const forget = (id: number) => setAll((before) => before.filter((news) => news.id !== id))

  return (
    <Announce value={announce}>
      <Radix.Provider label={t('notifications')} duration={6000} swipeDirection="down">
        {children}
        {all.map((news) => {
          const Icon = icons[news.tone ?? 'good']
          return (
            <Radix.Root
              key={news.id}
              type={news.tone === 'bad' ? 'foreground' : 'background'}
              onOpenChange={(open) => !open && forget(news.id)}
              className="flex animate-pop items-center gap-3 rounded-control bg-ink py-2 pr-1 pl-4 text-paper shadow-float data-[swipe=move]:translate-y-(--radix-toast-swipe-move-y)"
            >
              <Icon aria-hidden className={clsx('size-5 shrink-0')} />
              <div className="min-w-0 flex-1 py-1.5">
                <Radix.Title className="font-semibold">{news.title}</Radix.Title>
                {news.text && <Radix.Description className="text-sm opacity-90">{news.text}</Radix.Description>}
              </div>
              {news.action && (
                <Radix.Action asChild altText={news.action.label}>
                  <button
                    type="button"
                    onClick={news.action.press}
                    className="min-h-11 rounded-control px-3 font-semibold underline underline-offset-4 focus-visible:outline-paper"
                  >
                    {news.action.label}
                  </button>
                </Radix.Action>
              )}
              <Radix.Close
                aria-label={t('dismiss')}
                className="grid size-11 shrink-0 place-items-center rounded-full focus-visible:outline-paper"
              >
                <X aria-hidden className="size-4" />
              </Radix.Close>
            </Radix.Root>
          )
        })}
        <Radix.Viewport className="fixed inset-x-3 bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-60 mx-auto flex max-w-md flex-col gap-2 outline-none sm:right-6 sm:bottom-6 sm:left-auto sm:mx-0 sm:w-96" />
      </Radix.Provider>
    </Announce>
  )
}
