// A market: one business on the platform, described wholly by settings that can be checked before they are trusted.
import { Type, IsArray, IsObject, type Static, type TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { DeliveryFeeRule, ServiceFee, TaxClass, Tips } from './fees.ts'
import { MoneyRules } from './money-rules.ts'

export const Language = Type.Enum(['en', 'fr'], { description: 'A language people can be spoken to in, ISO 639-1.' })
export type Language = Static<typeof Language>

/** A text for people. English is always there and is what a missing language falls back to. */
export const LocalText = Type.Object(
  {
    en: Type.String({ minLength: 1, maxLength: 2000, description: 'The text in English; the fallback.' }),
    fr: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description: 'The text in French.' })),
  },
  { additionalProperties: false },
)
export type LocalText = Static<typeof LocalText>

export const PaymentMethod = Type.Enum(['wallet', 'cash', 'card', 'mobile_money'], {
  description: 'A way to pay: wallet, cash, card or mobile_money.',
})
export type PaymentMethod = Static<typeof PaymentMethod>

export const Fulfilment = Type.Enum(['delivery', 'pickup'], {
  description: 'How food reaches the customer: delivery (a rider brings it) or pickup (the customer collects it).',
})
export type Fulfilment = Static<typeof Fulfilment>

const minor = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000_000, description })
const metres = (description: string, minimum = 0) => Type.Integer({ minimum, maximum: 200_000, description })
const seconds = (description: string) => Type.Integer({ minimum: 1, maximum: 604_800, description })
const basisPoints = (description: string) => Type.Integer({ minimum: 0, maximum: 10_000, description })
const text = (about: string) => Type.Object(LocalText.properties, { additionalProperties: false, description: about })
const colour = (description: string) =>
  Type.String({ pattern: '^#[0-9a-f]{6}$', description: `${description} #rrggbb.` })
const segment = (description: string) => Type.String({ pattern: '^[a-z][a-z-]{1,30}$', description })

const gatewaysFor = (what: string) =>
  Type.Array(
    Type.Enum(['stripe', 'razorpay', 'paypal', 'campay', 'noupay', 'sandbox'], { description: 'A gateway.' }),
    {
      uniqueItems: true,
      description: `Gateways for ${what}, the first choice first. The sandbox collects only where no other one is set up.`,
    },
  )

const noun = (what: string) =>
  Type.Object(
    {
      segment: segment(`URL segment for ${what}, plural: /api/v1/<segment>.`),
      audience: Type.Optional(segment(`URL audience segment of ${what}, singular: /api/v1/<audience>/….`)),
      singular: text(`One of ${what}, as people say it, without article, lower case.`),
      plural: text(`Several of ${what}, as people say it, without article, lower case.`),
    },
    { additionalProperties: false, description: `What this market calls ${what}.` },
  )

const said = (state: string) => text(`What people read while an order is ${state}.`)

/** Every state an order can be in, with the words people read for it. */
const StateTexts = Type.Object(
  {
    awaiting_payment: said('awaiting payment'),
    placed: said('placed'),
    accepted: said('accepted'),
    preparing: said('being prepared'),
    ready: said('ready'),
    picked_up: said('on its way'),
    collected: said('collected by its customer'),
    delivered: said('delivered'),
    failed_delivery: said('back in the hands of the rider'),
    returned: said('returned to the vendor'),
    payment_failed: said('refused by the payment provider'),
    declined: said('declined by the vendor'),
    cancelled: said('cancelled'),
    expired: said('expired'),
  },
  { additionalProperties: false, description: 'The states of an order in the words of this market.' },
)
export type OrderStateText = keyof Static<typeof StateTexts>

const Theme = Type.Object(
  {
    accent: colour('Buttons in both modes, links on surface.'),
    accentDark: colour('The accent as text or outline on surfaceDark.'),
    accentInk: colour('Text on accent.'),
    surface: colour('Page background in light mode.'),
    surfaceDark: colour('Page background in dark mode.'),
    highlight: colour('Badges, ratings and offers; near-black text (#1a1a1a) lies on it.'),
    pictureTints: Type.Array(colour('A pale background behind a product picture.'), {
      minItems: 3,
      maxItems: 12,
      uniqueItems: true,
      description: 'Pale backgrounds that product pictures take turns on, #rrggbb.',
    }),
    emoji: Type.String({
      pattern: '^fluent-emoji-flat:[a-z0-9-]+$',
      description: 'The mark of the market, an icon of @iconify-json/fluent-emoji-flat.',
    }),
    radius: Type.Enum(['soft', 'round'], { description: 'Corners: soft (a little) or round (a lot).' }),
    pattern: Type.Optional(
      Type.Enum(['gingham', 'furrows', 'dots', 'rays', 'routes', 'plain'], {
        description: 'The drawing behind the first screen; plain when absent.',
      }),
    ),
    mood: Type.Optional(
      Type.Enum(['soft', 'bold'], {
        description: 'Whether the market opens on a wash of its accent or on the accent itself; soft when absent.',
      }),
    ),
    displayWidth: Type.Optional(
      Type.Integer({
        minimum: 75,
        maximum: 100,
        description: 'Width of the display face, percent: 75 narrow and loud, 100 open and calm; 100 when absent.',
      }),
    ),
  },
  { additionalProperties: false, description: 'How the market looks.' },
)

export const MarketSettings = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, description: 'The name of the business, as on the door.' }),
    tagline: text('One sentence under the name.'),
    city: Type.String({ minLength: 1, maxLength: 60, description: 'The town the market serves.' }),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'Country, ISO 3166-1 alpha-2.' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency of every amount, ISO 4217.' }),
    currencyDecimals: Type.Integer({ minimum: 0, maximum: 4, description: 'Decimals of the currency: XAF 0, EUR 2.' }),
    timeZone: Type.String({ minLength: 1, description: 'Clock that opening hours are read on, IANA name.' }),
    languages: Type.Array(Language, {
      minItems: 1,
      uniqueItems: true,
      description: 'Languages of the market, the default one first, ISO 639-1.',
    }),
    centre: Type.Object(
      {
        lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude, degrees.' }),
        lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude, degrees.' }),
      },
      { additionalProperties: false, description: 'The middle of the map.' },
    ),
    streets: Type.Optional(
      Type.Enum(['drawn', 'osrm', 'google'], {
        description:
          'Whose streets distances follow: drawn (the built-in map, of a town that exists nowhere else), osrm or ' +
          'google (the provider this server is set up with). Left out: straight line times the usual detour.',
      }),
    ),
    commissionBp: basisPoints('What the platform keeps of the goods, basis points (1500 is 15 %).'),
    deliveryFee: DeliveryFeeRule,
    serviceFee: Type.Optional(ServiceFee),
    minimumBasketMinor: Type.Optional(
      minor('No basket below this is taken, whatever its vendor asks for; in minor units.'),
    ),
    tips: Type.Optional(Tips),
    tax: Type.Object(
      {
        included: Type.Boolean({ description: 'Whether prices and fees already contain the tax.' }),
        goodsBp: basisPoints('Tax on goods, basis points (1350 is 13.5 %).'),
        deliveryBp: basisPoints('Tax on the delivery fee, basis points (2300 is 23 %).'),
        classes: Type.Optional(
          Type.Array(TaxClass, { maxItems: 10, description: 'Other rates, for the categories that name them.' }),
        ),
        label: text('What the tax is called on a receipt.'),
      },
      { additionalProperties: false, description: 'Tax on goods and delivery.' },
    ),
    paymentMethods: Type.Array(PaymentMethod, {
      minItems: 1,
      uniqueItems: true,
      description: 'Ways to pay, the one offered first in front.',
    }),
    fulfilment: Type.Array(Fulfilment, {
      minItems: 1,
      uniqueItems: true,
      description: 'How food reaches the customer, the usual way first.',
    }),
    cancellationWindowSeconds: Type.Integer({
      minimum: 0,
      maximum: 604_800,
      description: 'How long after placing a customer may cancel without asking, in seconds.',
    }),
    acceptWithinSeconds: seconds('An order the vendor has not answered in this time expires, in seconds.'),
    paymentWithinSeconds: seconds('How long stock stays reserved while a payment is awaited, in seconds.'),
    riderSearchRadiusM: metres('Riders farther than this from the vendor are not asked, in metres.', 100),
    riderOfferSeconds: seconds('How long a rider may think about an offered delivery, in seconds.'),
    riderCashLimitMinor: minor('A rider holding this much cash gets no more cash orders, in minor units.'),
    minimumPayoutMinor: minor('The smallest payout a vendor or rider may ask for, in minor units.'),
    money: Type.Optional(MoneyRules),
    wallet: Type.Object(
      {
        enabled: Type.Boolean({ description: 'Whether customers have a wallet.' }),
        topUpMinimumMinor: minor('The smallest top-up, in minor units.'),
        topUpMaximumMinor: minor('The largest top-up, in minor units.'),
      },
      { additionalProperties: false, description: 'The wallet customers pay from.' },
    ),
    payments: Type.Optional(
      Type.Object(
        {
          gateways: Type.Object(
            { card: gatewaysFor('cards'), mobile_money: gatewaysFor('mobile money') },
            { additionalProperties: false, description: 'Who collects, for each way of paying.' },
          ),
          fees: Type.Optional(
            Type.Record(
              Type.String({ pattern: '^[a-z]{2,20}$' }),
              Type.Object(
                {
                  bp: basisPoints('Of each charge, basis points (150 is 1.5 %).'),
                  fixedMinor: minor('And for each charge, in minor units.'),
                },
                { additionalProperties: false },
              ),
              { description: 'What each gateway may keep; statements are checked against it.' },
            ),
          ),
          threeDSecureFromMinor: Type.Optional(
            minor('From this amount on the bank of a card asks its holder (3-D Secure), in minor units.'),
          ),
        },
        { additionalProperties: false, description: 'How money is collected; every gateway set up, when absent.' },
      ),
    ),
    vocabulary: Type.Object(
      {
        product: noun('products'),
        vendor: noun('vendors'),
        rider: noun('riders'),
        order: noun('orders'),
        states: StateTexts,
        statesUnpaid: Type.Optional(
          Type.Partial(StateTexts, {
            additionalProperties: false,
            description: 'Said instead while nothing has been paid, for states whose usual word would claim it has.',
          }),
        ),
      },
      { additionalProperties: false, description: 'The words of this market, in its URLs and its texts.' },
    ),
    theme: Theme,
    hosts: Type.Array(Type.String({ pattern: '^[a-z0-9.-]+$', description: 'A host name, lower case, no port.' }), {
      uniqueItems: true,
      description: 'Host names that mean this market.',
    }),
  },
  { additionalProperties: false, description: 'Everything that makes one market differ from another.' },
)
export type MarketSettings = Static<typeof MarketSettings>

const PublicNoun = Type.Object({
  segment: Type.String({ description: 'URL segment, plural.' }),
  audience: Type.Optional(Type.String({ description: 'URL audience segment, singular.' })),
  singular: Type.String({ description: 'One of them.' }),
  plural: Type.String({ description: 'Several of them.' }),
})

/** What anybody may know about a market, in one language. */
export const PublicMarket = Type.Object({
  id: Type.String({ description: 'The slug of the market.' }),
  name: MarketSettings.properties.name,
  tagline: Type.String({ description: 'One sentence under the name.' }),
  city: MarketSettings.properties.city,
  country: MarketSettings.properties.country,
  currency: MarketSettings.properties.currency,
  currencyDecimals: MarketSettings.properties.currencyDecimals,
  timeZone: MarketSettings.properties.timeZone,
  language: Language,
  languages: MarketSettings.properties.languages,
  centre: MarketSettings.properties.centre,
  deliveryFee: DeliveryFeeRule,
  serviceFee: MarketSettings.properties.serviceFee,
  minimumBasketMinor: MarketSettings.properties.minimumBasketMinor,
  tips: MarketSettings.properties.tips,
  tax: Type.Object({
    included: MarketSettings.properties.tax.properties.included,
    goodsBp: MarketSettings.properties.tax.properties.goodsBp,
    deliveryBp: MarketSettings.properties.tax.properties.deliveryBp,
    classes: MarketSettings.properties.tax.properties.classes,
    label: Type.String({ description: 'What the tax is called on a receipt.' }),
  }),
  paymentMethods: MarketSettings.properties.paymentMethods,
  fulfilment: MarketSettings.properties.fulfilment,
  cancellationWindowSeconds: MarketSettings.properties.cancellationWindowSeconds,
  acceptWithinSeconds: MarketSettings.properties.acceptWithinSeconds,
  paymentWithinSeconds: MarketSettings.properties.paymentWithinSeconds,
  wallet: MarketSettings.properties.wallet,
  vocabulary: Type.Object({
    product: PublicNoun,
    vendor: PublicNoun,
    rider: PublicNoun,
    order: PublicNoun,
    states: Type.Record(Type.String(), Type.String(), { description: 'Order state to the words people read.' }),
    statesUnpaid: Type.Record(Type.String(), Type.String(), { description: 'Said instead while nothing is paid.' }),
  }),
  theme: Theme,
})
export type PublicMarket = Static<typeof PublicMarket>

/** The words of a text in the language asked for, else in English. */
export function textIn(text: LocalText, language: Language): string {
  return text[language] ?? text.en
}

/** What people read for an order's state; `paid` is false while nothing has been paid, as with cash on delivery. */
export function stateText(
  settings: MarketSettings,
  order: { state: OrderStateText; paid: boolean; language: Language },
): string {
  const { states, statesUnpaid } = settings.vocabulary
  const unpaid = order.paid ? undefined : statesUnpaid?.[order.state]

  return textIn(unpaid ?? states[order.state], order.language)
}

/** A market as the public may see it: commission, limits on riders and hosts stay inside. */
export function publicMarket(
  market: { readonly id: string; readonly settings: MarketSettings },
  language: Language,
): PublicMarket {
  const { settings } = market
  const { vocabulary } = settings

  return {
    id: market.id,
    name: settings.name,
    tagline: textIn(settings.tagline, language),
    city: settings.city,
    country: settings.country,
    currency: settings.currency,
    currencyDecimals: settings.currencyDecimals,
    timeZone: settings.timeZone,
    language,
    languages: settings.languages,
    centre: settings.centre,
    deliveryFee: settings.deliveryFee,
    ...(settings.serviceFee && { serviceFee: settings.serviceFee }),
    ...(settings.minimumBasketMinor !== undefined && { minimumBasketMinor: settings.minimumBasketMinor }),
    ...(settings.tips && { tips: settings.tips }),
    tax: { ...settings.tax, label: textIn(settings.tax.label, language) },
    paymentMethods: settings.paymentMethods,
    fulfilment: settings.fulfilment,
    cancellationWindowSeconds: settings.cancellationWindowSeconds,
    acceptWithinSeconds: settings.acceptWithinSeconds,
    paymentWithinSeconds: settings.paymentWithinSeconds,
    wallet: settings.wallet,
    vocabulary: {
      product: nounIn(vocabulary.product, language),
      vendor: nounIn(vocabulary.vendor, language),
      rider: nounIn(vocabulary.rider, language),
      order: nounIn(vocabulary.order, language),
      states: textsIn(vocabulary.states, language),
      statesUnpaid: textsIn(vocabulary.statesUnpaid ?? {}, language),
    },
    theme: settings.theme,
  }
}

type Noun = MarketSettings['vocabulary']['product']

function nounIn(noun: Noun, language: Language): PublicMarket['vocabulary']['product'] {
  return { ...noun, singular: textIn(noun.singular, language), plural: textIn(noun.plural, language) }
}

function textsIn(texts: Record<string, LocalText>, language: Language): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, textIn(text, language)]))
}

/** One thing wrong with settings: where, what, and how to put it right. */
export interface SettingsProblem {
  readonly field: string
  readonly problem: string
  readonly wayOut: string
}

/** Every reason these are not settings of a market, all at once; an empty list when they are. */
export function whyNotSettings(input: unknown): SettingsProblem[] {
  const misshapen = shapeProblems(MarketSettings, input, '')
  if (misshapen.length > 0) return misshapen

  const settings = input as MarketSettings
  return [
    ...moneyProblems(settings),
    ...feeProblems(settings),
    ...placeProblems(settings),
    ...languageProblems(settings),
    ...vocabularyProblems(settings),
    ...themeProblems(settings),
  ]
}

/** Walks schema and value together: the validator itself stops counting after a handful of errors. */
function shapeProblems(schema: TSchema, value: unknown, field: string): SettingsProblem[] {
  const about = 'description' in schema ? String(schema.description) : 'Read the description of this field.'

  if (IsObject(schema)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [{ field: field || 'settings', problem: 'must be an object', wayOut: about }]
    const entries = new Map(Object.entries(value))
    const required = new Set<string>(schema.required)
    const known = Object.entries(schema.properties).flatMap(([key, inner]) => {
      if (entries.has(key)) return shapeProblems(inner, entries.get(key), within(field, key))
      if (!required.has(key)) return []
      const innerAbout = 'description' in inner ? String(inner.description) : ''
      return [{ field: within(field, key), problem: 'is missing', wayOut: `Add it. ${innerAbout}` }]
    })
    const unknown = [...entries.keys()].filter((key) => !(key in schema.properties))
    const names = Object.keys(schema.properties).join(', ')
    return [
      ...known,
      ...unknown.map((key) => ({
        field: within(field, key),
        problem: 'is not a field',
        wayOut: `Remove it or correct its spelling; the fields here are ${names}.`,
      })),
    ]
  }

  if (IsArray(schema) && Array.isArray(value)) {
    const items = value.flatMap((item, index) => shapeProblems(schema.items, item, `${field}[${index}]`))
    if (items.length > 0) return items
  }

  if (Check(schema, value)) return []

  const [error] = Errors(schema, value)
  const expected = error?.keyword === 'enum' ? `must be one of ${enumerated(error.params)}` : error?.message
  return [{ field, problem: `${expected ?? 'is not valid'}, and is ${JSON.stringify(value)}`, wayOut: about }]
}

function within(field: string, key: string): string {
  return field ? `${field}.${key}` : key
}

function enumerated(params: object): string {
  return 'allowedValues' in params && Array.isArray(params.allowedValues) ? params.allowedValues.join(', ') : 'its list'
}

function moneyProblems({ currency, currencyDecimals, wallet, paymentMethods }: MarketSettings): SettingsProblem[] {
  const problems: SettingsProblem[] = []
  const decimals = decimalsOf(currency)

  if (decimals !== undefined && decimals !== currencyDecimals)
    problems.push({
      field: 'currencyDecimals',
      problem: `${currency} has ${decimals} decimals, not ${currencyDecimals}`,
      wayOut: `Write ${decimals}, or correct the currency.`,
    })
  if (decimals === undefined)
    problems.push({ field: 'currency', problem: `${currency} is not a currency`, wayOut: 'Give an ISO 4217 code.' })
  if (wallet.topUpMinimumMinor > wallet.topUpMaximumMinor)
    problems.push({
      field: 'wallet.topUpMinimumMinor',
      problem: 'is more than wallet.topUpMaximumMinor',
      wayOut: 'Lower the minimum or raise the maximum.',
    })
  if (paymentMethods.includes('wallet') !== wallet.enabled)
    problems.push({
      field: 'wallet.enabled',
      problem: 'disagrees with paymentMethods',
      wayOut: wallet.enabled
        ? 'Add wallet to paymentMethods or disable it.'
        : 'Enable it or remove wallet from paymentMethods.',
    })

  return problems
}

function feeProblems({ deliveryFee, serviceFee, tips, tax }: MarketSettings): SettingsProblem[] {
  const reaches = (deliveryFee.bands ?? []).map(({ upToM }) => upToM)
  const classes = (tax.classes ?? []).map(({ id }) => id)
  const wrong: readonly (readonly [boolean, string, string, string])[] = [
    [
      reaches.some((reach, index) => index > 0 && reach <= (reaches[index - 1] ?? 0)),
      'deliveryFee.bands',
      'does not go from near to far',
      'Order the bands by upToM, each farther than the one before.',
    ],
    [
      serviceFee !== undefined && serviceFee.leastMinor > serviceFee.mostMinor,
      'serviceFee.leastMinor',
      'is more than serviceFee.mostMinor',
      'Lower the least or raise the most.',
    ],
    [
      (tips?.suggestedMinor ?? []).some((each) => each > (tips?.mostMinor ?? 0)),
      'tips.suggestedMinor',
      'suggests more than tips.mostMinor',
      'Lower the suggestion or raise the most.',
    ],
    [
      new Set(classes).size < classes.length,
      'tax.classes',
      'names a class twice',
      'Give each tax class an id of its own.',
    ],
  ]

  return wrong.flatMap(([is, field, problem, wayOut]) => (is ? [{ field, problem, wayOut }] : []))
}

/** How many decimals an amount has when people write it: 2 for EUR, none for XAF. */
export function minorDigits(currency: string): number {
  return decimalsOf(currency) ?? 2
}

function decimalsOf(currency: string): number | undefined {
  if (!Intl.supportedValuesOf('currency').includes(currency)) return undefined

  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
}

function placeProblems({ timeZone, country }: MarketSettings): SettingsProblem[] {
  const problems: SettingsProblem[] = []

  if (!isTimeZone(timeZone))
    problems.push({
      field: 'timeZone',
      problem: `${timeZone} is not a time zone`,
      wayOut: 'Give an IANA name such as Africa/Douala.',
    })
  if (new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(country) === undefined)
    problems.push({
      field: 'country',
      problem: `${country} is not a country`,
      wayOut: 'Give an ISO 3166-1 alpha-2 code.',
    })

  return problems
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function languageProblems(settings: MarketSettings): SettingsProblem[] {
  return localTextsIn(settings, '').flatMap(([field, text]) =>
    settings.languages
      .filter((language) => text[language] === undefined)
      .map((language) => ({
        field: `${field}.${language}`,
        problem: 'is missing although the market speaks this language',
        wayOut: `Translate "${text.en}", or take ${language} out of languages.`,
      })),
  )
}

function localTextsIn(value: unknown, field: string): [string, LocalText][] {
  if (Check(LocalText, value)) return [[field, value]]
  if (typeof value !== 'object' || value === null) return []

  return Object.entries(value).flatMap(([key, inner]) => localTextsIn(inner, within(field, key)))
}

function vocabularyProblems({ vocabulary }: MarketSettings): SettingsProblem[] {
  const nouns = ['product', 'vendor', 'rider', 'order'] as const

  return nouns
    .filter((name, index) =>
      nouns.slice(0, index).some((earlier) => vocabulary[earlier].segment === vocabulary[name].segment),
    )
    .map((name) => ({
      field: `vocabulary.${name}.segment`,
      problem: `${vocabulary[name].segment} already names something else`,
      wayOut: 'Give each noun a segment of its own.',
    }))
}

/** Text must be readable on what lies under it: WCAG 2.2 AA asks 4.5 : 1. */
function themeProblems({ theme }: MarketSettings): SettingsProblem[] {
  const pairs = [
    ['accentInk', theme.accentInk, 'accent', theme.accent],
    ['accent', theme.accent, 'surface', theme.surface],
    ['accentDark', theme.accentDark, 'surfaceDark', theme.surfaceDark],
    ['highlight', theme.highlight, 'its text', '#1a1a1a'],
  ] as const

  return pairs
    .filter(([, over, , under]) => contrast(over, under) < 4.5)
    .map(([field, over, other, under]) => ({
      field: `theme.${field}`,
      problem: `${over} and ${other} (${under}) contrast ${contrast(over, under).toFixed(2)} : 1`,
      wayOut: 'Make one lighter or darker until they contrast 4.5 : 1.',
    }))
}

/** Contrast ratio as WCAG 2 defines it, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]

  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
