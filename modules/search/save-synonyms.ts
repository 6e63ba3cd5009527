// Words that mean the same here: who types one of them finds what is called by another.
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { IdOf, newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { synonymsUnclear, synonymsUnknown } from './errors.ts'
import { synonymsChanged } from './events.ts'
import { folded } from './query.ts'
import { deleteSynonyms, existsSynonyms, selectSynonyms, upsertSynonyms } from './synonym-store.ts'

export const SynonymsId = IdOf<'synonyms'>('Synonyms')
export const SynonymsDraft = Type.Object({
  words: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
    minItems: 2,
    maxItems: 12,
    description: 'Words or phrases of up to three words; case and accents do not matter.',
  }),
})
export const Synonyms = Type.Object({ id: SynonymsId, words: Type.Array(Type.String()) }, { title: 'Synonyms' })
type Synonyms = Static<typeof Synonyms>
export const SynonymsList = Type.Object({ items: Type.Array(Synonyms) }, { title: 'SynonymsList' })

export async function listSynonyms(db: Db, _ctx: Context): Promise<Static<typeof SynonymsList>> {
  return { items: [...(await selectSynonyms(db))] }
}

/** New ones, or others in the place of some. @throws synonymsUnclear when not two different phrases are left of them */
export async function saveSynonyms(
  tx: Tx,
  ctx: Context,
  { id, words }: Static<typeof SynonymsDraft> & { readonly id?: string },
): Promise<Synonyms> {
  const plain = [...new Set(words.map(folded))].filter((word) => word !== '')
  if (plain.length < 2 || plain.some((word) => word.split(' ').length > 3)) throw synonymsUnclear()
  if (id !== undefined && !(await existsSynonyms(tx, id))) throw synonymsUnknown()

  const synonyms = { id: id ?? newId(), words: plain }
  await upsertSynonyms(tx, synonyms, ctx.at)
  await publish(tx, synonymsChanged, { synonymsId: synonyms.id, removed: false })
  return synonyms
}

export async function removeSynonyms(tx: Tx, _ctx: Context, id: string): Promise<void> {
  if (!(await deleteSynonyms(tx, id))) throw synonymsUnknown()

  await publish(tx, synonymsChanged, { synonymsId: id, removed: true })
}
