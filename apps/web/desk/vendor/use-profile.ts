// The vendor whose desk this is, as it sees itself.
'use client'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import type { VendorProfile } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'

export const profileKey = ['profile'] as const

export function useVendorProfile() {
  const { api } = useDesk()
  return useQuery({
    queryKey: profileKey,
    queryFn: () => read(api.GET('/api/v1/vendor/profile')),
    // Openness changes by the clock, which announces nothing.
    refetchInterval: 60_000,
  })
}

export function useBusyTap() {
  const { api } = useDesk()
  return useTap({
    touches: [profileKey],
    send: (body: { addedMinutes: number; forMinutes: number }) =>
      read(api.PUT('/api/v1/vendor/profile/busy', { body })),
  })
}

export function useOpenTap() {
  const { api } = useDesk()
  return useTap({
    touches: [profileKey],
    send: (body: { open: boolean; until?: string }) => read(api.PUT('/api/v1/vendor/profile/open', { body })),
    expect: (queries, { open }) =>
      queries.setQueryData<VendorProfile>(
        profileKey,
        (profile) => profile && { ...profile, paused: !open, ...(!open && { openNow: false }) },
      ),
  })
}
