// Several views of one thing, side by side. The row scrolls sideways when it does not fit.
'use client'
import { clsx } from 'clsx'
import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

export interface Tab {
  value: string
  label: ReactNode
  count?: number
  content: ReactNode
}

export function Tabs({
  label,
  tabs,
  value,
  defaultValue,
  onChange,
  className,
}: {
  label: string
  tabs: readonly Tab[]
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  className?: string
}) {
  const first = defaultValue ?? tabs[0]?.value
  return (
    <Radix.Root
      className={clsx('min-w-0', className)}
      {...(value !== undefined ? { value } : first !== undefined ? { defaultValue: first } : {})}
      {...(onChange && { onValueChange: onChange })}
    >
      <Radix.List
        aria-label={label}
        className="flex gap-1 overflow-x-auto rounded-full bg-sunk p-1 [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="inline-flex min-h-11 flex-1 items-center justify-center gap-2 rounded-full px-4 font-semibold whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:bg-card data-[state=active]:text-ink data-[state=active]:shadow-lift"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="tabular rounded-full bg-accent-soft px-2 text-sm text-accent-ink">{tab.count}</span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="mt-5 rounded-control">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
