// What the people of a demo town have looked for, so that what is popular and what is missing can be seen at once.
import type { MarketPreset } from '@provender/market-presets'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { indexMarket, rememberSearch, saveSynonyms } from '@provender/search'

/** The first thing on the list is looked for by most; the last one still by enough people to count. */
export async function rememberDemoSearches(
  tx: Tx,
  ctx: Context,
  { synonyms, wanted, missing }: MarketPreset['searches'],
  customerIds: readonly string[],
): Promise<void> {
  await indexMarket(tx, ctx)
  for (const words of synonyms) await saveSynonyms(tx, ctx, { words: [...words] })
  for (const [index, q] of [...wanted, ...missing].entries()) {
    const people = Math.max(3, customerIds.length - index)
    for (const id of customerIds.slice(0, people)) await rememberSearch(tx, ctx, { q, visitor: `account:${id}` })
  }
}
