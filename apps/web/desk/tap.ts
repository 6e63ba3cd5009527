// A tap that shows its outcome at once, and honestly takes it back when the API says no.
'use client'
import {
  useMutation,
  useQueryClient,
  type QueryClient,
  type QueryKey,
  type UseMutationResult,
} from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { problemFacts } from '../api/problem.ts'
import { useToast } from '../ui/toast.tsx'

interface Tap<Input, Reply> {
  send: (input: Input) => Promise<Reply>
  /** Which answers it changes: put back when it fails, asked for again in any case. */
  touches: readonly QueryKey[]
  /** What the screens show until the answer is here. */
  expect?: (queries: QueryClient, input: Input) => void
  onDone?: (reply: Reply, input: Input) => void | Promise<void>
  /** Where the form shows the refusal itself. */
  quiet?: boolean
}

export function useTap<Input, Reply>({
  send,
  touches,
  expect,
  onDone,
  quiet = false,
}: Tap<Input, Reply>): UseMutationResult<Reply, Error, Input, [QueryKey, unknown][]> {
  const queries = useQueryClient()
  const announce = useToast()
  const t = useTranslations('desk')
  return useMutation({
    mutationFn: send,
    // One after the other: "ready" must not overtake "preparing" when fingers are faster than the network.
    scope: { id: 'taps' },
    async onMutate(input) {
      await Promise.all(touches.map((queryKey) => queries.cancelQueries({ queryKey })))
      const before = touches.flatMap((queryKey) => queries.getQueriesData({ queryKey }))
      expect?.(queries, input)
      return before
    },
    onError(error, _input, before) {
      for (const [key, data] of before ?? []) queries.setQueryData(key, data)
      if (!quiet) announce({ tone: 'bad', title: refusalOf(error) ?? t('notDone') })
    },
    onSuccess: (reply, input) => onDone?.(reply, input),
    async onSettled() {
      await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
}

/** What the API said, with the first field it minded. */
export function refusalOf(error: unknown): string | undefined {
  const facts = problemFacts(error)
  return facts?.errors?.[0]?.problem ?? facts?.title
}

/** What the API minded about one field of a form. */
export function fieldRefusal(error: unknown, field: string): string | undefined {
  return problemFacts(error)?.errors?.find(
    (each) => each.field === field || each.field.startsWith(`${field}.`) || each.field.startsWith(`${field}/`),
  )?.problem
}
