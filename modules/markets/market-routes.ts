// The addresses of markets: which there are, what this one is like, and its settings for those who run it.
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { ChangeSettings, changeSettings, getMarket } from './change-settings.ts'
import { marketUnknown, settingsFixed, settingsInvalid, settingsMovedOn } from './errors.ts'
import { MarketSettings, PublicMarket, publicMarket } from './market.ts'

const Market = Type.Object(PublicMarket.properties, { title: 'Market' })
const MarketList = Type.Object({ items: Type.Array(Market) }, { title: 'MarketList' })
const SettingsOfMarket = Type.Object(
  { id: Type.String(), version: Type.Integer(), settings: MarketSettings },
  { title: 'SettingsOfMarket' },
)

export const marketRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/markets',
    audience: 'public',
    permission: 'markets.list_markets',
    summary: 'Every market there is',
    reply: MarketList,
    errors: [],
    anyMarket: true,
    // A market is introduced in a language it speaks, whatever the visitor asked for elsewhere.
    handle: ({ ctx, cookies, headers, directory }) => {
      const wanted = [cookies.pv_lang, headers['accept-language']].map((each) => String(each ?? '').slice(0, 2))
      return {
        items: directory.all().map(({ market }) => {
          const { languages } = market.settings
          const spoken = wanted.flatMap((each) => languages.filter((language) => language === each))
          return publicMarket(market, spoken[0] ?? languages[0] ?? ctx.language)
        }),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/market',
    audience: 'public',
    permission: 'markets.read_market',
    summary: 'This market: its money, words, languages and looks',
    reply: Market,
    errors: [],
    cache: { seconds: 300, until: ['markets.'] },
    handle: ({ ctx }) => publicMarket(ctx.market, ctx.language),
  }),
  route({
    method: 'GET',
    path: '/market',
    audience: 'admin',
    permission: 'markets.read_settings',
    summary: 'All settings of the market',
    reply: SettingsOfMarket,
    errors: [marketUnknown],
    handle: ({ db, ctx }) => getMarket(db, ctx),
  }),
  route({
    method: 'PUT',
    path: '/market',
    audience: 'admin',
    permission: 'markets.change_settings',
    summary: 'Change the settings of the market',
    body: ChangeSettings,
    reply: SettingsOfMarket,
    errors: [settingsInvalid, marketUnknown, settingsFixed, settingsMovedOn],
    handle: ({ tx, ctx, body }) => changeSettings(tx, ctx, body),
  }),
]
