// The addresses of searching, for everybody, and of what steers it, for the market's own people.
import { placeIncomplete } from '@provender/catalog'
import { ownerFor, ownersOf } from '@provender/ordering'
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { pageElsewhere, placeNeeded, synonymsUnclear, synonymsUnknown } from './errors.ts'
import {
  RememberSearch,
  SearchReport,
  SearchTexts,
  forgetSearches,
  listPopularSearches,
  listRecentSearches,
  rememberSearch,
  reportSearches,
} from './remember-search.ts'
import {
  Synonyms,
  SynonymsDraft,
  SynonymsId,
  SynonymsList,
  listSynonyms,
  removeSynonyms,
  saveSynonyms,
} from './save-synonyms.ts'
import { SearchFood, SearchPage, searchFood } from './search-food.ts'
import { Suggest, Suggestions, suggest } from './suggest.ts'

const one = Type.Object({ synonymsId: SynonymsId })
const untilChanged = ['places.', 'catalog.', 'markets.', 'search.']

export const routes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/search',
    audience: 'public',
    permission: 'search.search',
    summary: 'Find dishes, produce and vendors by words, place and choices',
    query: SearchFood,
    reply: SearchPage,
    errors: [placeIncomplete, placeNeeded, pageElsewhere],
    cache: { seconds: 20, until: untilChanged },
    limit: { most: 240, perSeconds: 60, by: 'ip' },
    handle: ({ db, ctx, query }) => searchFood(db, ctx, query),
  }),
  route({
    method: 'GET',
    path: '/search/suggestions',
    audience: 'public',
    permission: 'search.search',
    summary: 'What somebody who types this may mean',
    query: Suggest,
    reply: Suggestions,
    errors: [placeIncomplete],
    cache: { seconds: 60, until: untilChanged },
    limit: { most: 600, perSeconds: 60, by: 'ip' },
    handle: ({ db, ctx, query }) => suggest(db, ctx, query),
  }),
  route({
    method: 'GET',
    path: '/searches/popular',
    audience: 'public',
    permission: 'search.search',
    summary: 'What many people look for',
    reply: SearchTexts,
    errors: [],
    cache: { seconds: 300, until: ['catalog.'] },
    handle: ({ db, ctx }) => listPopularSearches(db, ctx),
  }),
  route({
    method: 'GET',
    path: '/searches/recent',
    audience: 'public',
    permission: 'search.remember',
    summary: 'What I looked for lately',
    reply: SearchTexts,
    errors: [],
    handle: ({ db, ctx }) => listRecentSearches(db, ctx),
  }),
  route({
    method: 'POST',
    path: '/searches',
    audience: 'public',
    permission: 'search.remember',
    summary: 'Remember what I look for',
    body: RememberSearch,
    reply: SearchTexts,
    status: 201,
    errors: [],
    limit: { most: 60, perSeconds: 60, by: 'ip' },
    handle: async ({ tx, ctx, body, response }) => {
      const [known] = ownersOf(ctx.actor)
      await rememberSearch(tx, ctx, { ...body, visitor: known ?? ownerFor(ctx.actor, response) })
      return { items: [body.q] }
    },
  }),
  route({
    method: 'DELETE',
    path: '/searches/recent',
    audience: 'public',
    permission: 'search.remember',
    summary: 'Forget what I looked for',
    reply: SearchTexts,
    errors: [],
    handle: ({ tx, ctx }) => forgetSearches(tx, ctx),
  }),
  route({
    method: 'GET',
    path: '/searches',
    audience: 'admin',
    permission: 'search.steer',
    summary: 'What people look for most, and what they look for and do not find',
    query: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })) }),
    reply: SearchReport,
    errors: [],
    handle: ({ db, ctx, query }) => reportSearches(db, ctx, query),
  }),
  route({
    method: 'GET',
    path: '/synonyms',
    audience: 'admin',
    permission: 'search.steer',
    summary: 'Words that mean the same here',
    reply: SynonymsList,
    errors: [],
    handle: ({ db, ctx }) => listSynonyms(db, ctx),
  }),
  route({
    method: 'POST',
    path: '/synonyms',
    audience: 'admin',
    permission: 'search.steer',
    summary: 'Say that words mean the same',
    body: SynonymsDraft,
    reply: Synonyms,
    status: 201,
    errors: [synonymsUnclear],
    idempotent: 'accepted',
    handle: ({ tx, ctx, body }) => saveSynonyms(tx, ctx, body),
  }),
  route({
    method: 'PUT',
    path: '/synonyms/:synonymsId',
    audience: 'admin',
    permission: 'search.steer',
    summary: 'Change words that mean the same',
    params: one,
    body: SynonymsDraft,
    reply: Synonyms,
    errors: [synonymsUnclear, synonymsUnknown],
    handle: ({ tx, ctx, params, body }) => saveSynonyms(tx, ctx, { id: params.synonymsId, ...body }),
  }),
  route({
    method: 'DELETE',
    path: '/synonyms/:synonymsId',
    audience: 'admin',
    permission: 'search.steer',
    summary: 'Let words mean different things again',
    params: one,
    reply: Type.Object({ removed: Type.Boolean() }),
    errors: [synonymsUnknown],
    handle: async ({ tx, ctx, params }) => {
      await removeSynonyms(tx, ctx, params.synonymsId)
      return { removed: true }
    },
  }),
]
