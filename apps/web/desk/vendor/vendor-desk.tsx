// Opens the desk to a vendor whom the market has approved; shows everybody else how far they are.
'use client'
import type { ReactNode } from 'react'
import { problemFacts } from '../../api/problem.ts'
import { ErrorState } from '../../ui/states.tsx'
import { ApplicationState } from '../application-frame.tsx'
import { ConnectionLamp } from '../connection.tsx'
import { Opening, SessionGate } from '../session-gate.tsx'
import { VendorApplication } from './application.tsx'
import { BellProvider, BellSwitch } from './bell.tsx'
import { BusySwitch } from './busy-switch.tsx'
import { OpenSwitch } from './open-switch.tsx'
import { useVendorProfile } from './use-profile.ts'

export function VendorDesk({ children }: { children: ReactNode }) {
  return (
    <SessionGate needs="vendor" apply={<VendorApplication />}>
      <Approved>
        <BellProvider>{children}</BellProvider>
      </Approved>
    </SessionGate>
  )
}

function Approved({ children }: { children: ReactNode }) {
  const profile = useVendorProfile()
  if (profile.isPending) return <Opening />
  if (problemFacts(profile.error)?.code === 'catalog.vendor_unknown') return <VendorApplication />
  if (!profile.data) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <ErrorState level={1} error={profile.error} retry={() => void profile.refetch()} />
      </main>
    )
  }
  const { approval, approvalReason } = profile.data
  if (approval !== 'approved') {
    return <ApplicationState approval={approval} reason={approvalReason} onAsk={() => void profile.refetch()} />
  }
  return children
}

export function VendorName() {
  return useVendorProfile().data?.name ?? null
}

export function VendorStatus() {
  return (
    <>
      <ConnectionLamp compact />
      <BellSwitch />
      <BusySwitch />
      <OpenSwitch />
    </>
  )
}
