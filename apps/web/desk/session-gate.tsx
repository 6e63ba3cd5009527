// The door of each app: lets in who is signed in and has the role, and shows everybody else the way.
'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode } from 'react'
import { read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { Profile } from '../api/schema.ts'
import { redial } from '../api/socket.ts'
import { Button } from '../ui/button.tsx'
import { Loading, Skeleton } from '../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { ConnectionProvider } from './connection.tsx'
import { useDesk } from './desk-context.tsx'
import { SignIn } from './sign-in.tsx'

export function useMe() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['me'],
    queryFn: () => read(api.GET('/api/v1/users/profile')),
    staleTime: 60_000,
    // Someone else may have ended the session; what is on the screen must not stay then.
    refetchInterval: 5 * 60_000,
  })
}

/** `apply` is for customers who do not have the role yet and may ask for it. */
export function SessionGate({
  needs,
  apply,
  children,
}: {
  needs: Profile['roles'][number]
  apply?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('desk')
  const me = useMe()
  if (me.isPending) return <Opening />
  if (problemFacts(me.error)?.status === 401) return <SignIn />
  if (!me.data) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <ErrorState level={1} error={me.error} retry={() => void me.refetch()} />
      </main>
    )
  }
  if (!me.data.roles.includes(needs)) {
    if (apply && me.data.roles.includes('customer')) return apply

    return (
      <main className="grid min-h-dvh place-items-center">
        <EmptyState
          level={1}
          picture="fluent-emoji-flat:locked"
          title={t('wrongDoor.title')}
          text={t('wrongDoor.text', { email: me.data.email })}
          action={<SignOutButton />}
        />
      </main>
    )
  }
  return <ConnectionProvider>{children}</ConnectionProvider>
}

/** The session ends on the server; what this app had read goes with it. */
export function useSignOut(): () => Promise<void> {
  const { api, app, market } = useDesk()
  const queries = useQueryClient()
  return async () => {
    await api.POST('/api/v1/auth/logout', { body: {} }).catch(() => undefined)
    redial(market.id, app)
    queries.clear()
    await queries.invalidateQueries({ queryKey: ['me'] })
    window.location.reload()
  }
}

export function SignOutButton({ wide = false }: { wide?: boolean }) {
  const t = useTranslations('desk')
  const signOut = useSignOut()
  return (
    <Button look="secondary" wide={wide} onClick={() => void signOut()}>
      <LogOut aria-hidden className="size-4" /> {t('signOut')}
    </Button>
  )
}

/** While we find out who is there. */
export function Opening() {
  return (
    <Loading className="mx-auto grid min-h-dvh max-w-5xl content-start gap-6 px-4 py-8">
      <Skeleton className="h-12 w-56" />
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        <Skeleton className="h-56 rounded-card!" />
        <Skeleton className="h-56 rounded-card! max-sm:hidden" />
        <Skeleton className="h-56 rounded-card! max-lg:hidden" />
      </div>
    </Loading>
  )
}
