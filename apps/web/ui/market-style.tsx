// Dresses the page, or one part of it, in a market's looks.
import type { CSSProperties, ReactNode } from 'react'
import { houseTheme, themeVariables, type MarketTheme } from './theme.ts'

/** For a whole page: dialogs and toasts, which live at the end of the body, are dressed too. */
export function MarketStyle({ theme = houseTheme }: { theme?: MarketTheme }) {
  const rules = Object.entries(themeVariables(theme)).map(([name, value]) => `${name}:${value}`)
  return <style>{`:root{${rules.join(';')}}`}</style>
}

/** For a part of a page that speaks for another market than the rest. */
export function Dressed({
  theme,
  className,
  children,
}: {
  theme: MarketTheme
  className?: string
  children: ReactNode
}) {
  return (
    <div style={themeVariables(theme) as CSSProperties} className={className}>
      {children}
    </div>
  )
}

const patterns = {
  gingham: 'pattern-gingham',
  furrows: 'pattern-furrows',
  dots: 'pattern-dots',
  rays: 'pattern-rays',
  routes: 'pattern-routes',
  plain: 'pattern-plain',
}

/** The class of the drawing behind a market's hero. */
export function patternOf(theme: MarketTheme): string {
  return patterns[theme.pattern ?? 'plain']
}
