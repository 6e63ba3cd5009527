// Opens the rider app to whom the market has approved; shows everybody else how far they are.
'use client'
import type { ReactNode } from 'react'
import { problemFacts } from '../../api/problem.ts'
import { ErrorState } from '../../ui/states.tsx'
import { ApplicationState } from '../application-frame.tsx'
import { Opening, SessionGate } from '../session-gate.tsx'
import { RiderApplication } from './application.tsx'
import { OfferScreen } from './offer-screen.tsx'
import { useRiderNews, useRiderSelf } from './use-rider.ts'
import { WhereIAmProvider } from './where-i-am.tsx'

export function RiderApp({ children }: { children: ReactNode }) {
  return (
    <SessionGate needs="rider">
      <Approved>
        <WhereIAmProvider>
          {children}
          <OfferScreen />
        </WhereIAmProvider>
      </Approved>
    </SessionGate>
  )
}

function Approved({ children }: { children: ReactNode }) {
  const self = useRiderSelf()
  useRiderNews()
  if (self.isPending) return <Opening />
  if (problemFacts(self.error)?.code === 'delivery.not_applied') return <RiderApplication />
  if (!self.data) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <ErrorState level={1} error={self.error} retry={() => void self.refetch()} />
      </main>
    )
  }
  const { approval, approvalReason } = self.data
  if (approval !== 'approved') {
    return <ApplicationState approval={approval} reason={approvalReason} onAsk={() => void self.refetch()} />
  }
  return children
}
