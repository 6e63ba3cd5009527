// What comes in front of the page: a question in the middle, or a drawer from the side (a sheet on phones).
'use client'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

interface Opening {
  title: string
  text?: ReactNode
  /** The button that opens it; without one, `open` and `onOpenChange` do. */
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Stays in sight at the end, whatever the length of the rest. */
  actions?: ReactNode
  children?: ReactNode
}

export function Dialog(props: Opening) {
  return (
    <Frame
      {...props}
      className="fixed inset-x-3 bottom-3 mx-auto max-h-[88dvh] max-w-lg animate-pop rounded-card sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2"
    />
  )
}

export function Drawer(props: Opening) {
  return (
    <Frame
      {...props}
      className="fixed inset-x-0 bottom-0 max-h-[92dvh] animate-sheet rounded-t-card sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-[28rem] sm:animate-drawer sm:rounded-none sm:rounded-l-card"
    />
  )
}

function Frame({
  title,
  text,
  trigger,
  open,
  onOpenChange,
  actions,
  children,
  className,
}: Opening & { className: string }) {
  const t = useTranslations('common')
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(15_10_6/0.5)] backdrop-blur-[2px]" />
        <Radix.Content
          className={clsx('z-50 flex flex-col bg-card text-ink shadow-float focus:outline-none', className)}
          {...(!text && { 'aria-describedby': undefined })}
        >
          <div className="flex items-start gap-4 p-5 pb-3 sm:p-6 sm:pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-2xl">{title}</Radix.Title>
              {text && <Radix.Description className="mt-1.5 text-muted">{text}</Radix.Description>}
            </div>
            <Radix.Close
              aria-label={t('close')}
              className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-full hover:bg-ink/8"
            >
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5 sm:px-6 sm:pb-6">{children}</div>
          {actions && (
            <div className="flex flex-wrap justify-end gap-3 border-t border-line p-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:px-6">
              {actions}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
