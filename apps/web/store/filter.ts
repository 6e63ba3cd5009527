// What a list shows, as its address says it.

export interface ListFilter {
  category: string | undefined
  /** Where the page before has ended. */
  after: string | undefined
  open: boolean
}

/** `?category=grains&open=true`; nothing when there is nothing to say. */
export function filterQuery({ category, after, open }: Partial<ListFilter>): string {
  const query = new URLSearchParams({
    ...(category !== undefined && { category }),
    ...(open && { open: 'true' }),
    ...(after !== undefined && { after }),
  }).toString()
  return query && `?${query}`
}
