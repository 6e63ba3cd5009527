// The credentials of payment gateways: a gateway is set up when all it needs is given, and half of it is a mistake.
import { type TSchema, Type } from 'typebox'

const text = (text: string): string => text
const list = (text: string): string[] => [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part)
const address = (text: string): unknown => (URL.canParse(text) ? text.replace(/\/+$/, '') : undefined)

interface GatewaySetting {
  readonly type: TSchema
  readonly read: (text: string) => unknown
  readonly says: string
  readonly example: string
  readonly help: string
  readonly fallback?: string
  readonly secret?: boolean
}

const key = (example: string, help: string, pattern = '^\\S{4,}$') =>
  ({ type: Type.String({ pattern }), read: text, says: 'a key as the provider shows it', example, help }) as const
const secret = (example: string, help: string, pattern?: string) =>
  ({ ...key(example, help, pattern), secret: true }) as const
const secrets = (example: string, help: string) =>
  ({
    type: Type.Array(Type.String({ minLength: 8 }), { minItems: 1, maxItems: 2 }),
    read: list,
    says: 'one, or two while one replaces the other, separated by a comma',
    example,
    help,
    secret: true,
  }) as const
const url = (fallback: string, whose: string) =>
  ({
    type: Type.String({ pattern: '^https?://' }),
    read: address,
    says: 'an http or https address',
    example: fallback,
    help: `Where ${whose} answers.`,
    fallback,
  }) as const

export const gatewaySettings = {
  STRIPE_SECRET_KEY: secret('sk_test_…', 'Stripe: cards. Set up with the next two.'),
  STRIPE_PUBLISHABLE_KEY: key('pk_test_…', "Stripe's key for browsers."),
  STRIPE_WEBHOOK_SECRETS: secrets('whsec_…', 'Signs what Stripe tells us.'),
  STRIPE_URL: url('https://api.stripe.com', 'Stripe'),
  RAZORPAY_KEY_ID: key('rzp_test_…', 'Razorpay: India. Set up with the next two.'),
  RAZORPAY_KEY_SECRET: secret('…', "Razorpay's key secret."),
  RAZORPAY_WEBHOOK_SECRETS: secrets('…', 'Signs what Razorpay tells us.'),
  RAZORPAY_URL: url('https://api.razorpay.com/v1', 'Razorpay'),
  PAYPAL_CLIENT_ID: key('…', 'PayPal. Set up with the next two.'),
  PAYPAL_CLIENT_SECRET: secret('…', "PayPal's client secret."),
  PAYPAL_WEBHOOK_IDS: secrets('…', 'Webhooks that PayPal vouches for.'),
  PAYPAL_URL: url('https://api-m.paypal.com', 'PayPal'),
  CAMPAY_API_KEY: secret('…', 'CamPay: mobile money, the permanent token. Set up with the next one.'),
  CAMPAY_WEBHOOK_KEYS: secrets('…', 'Signs what CamPay tells us.'),
  CAMPAY_URL: url('https://www.campay.net/api', 'CamPay'),
  NOUPAY_API_KEY: secret('…', 'NouPay: mobile money, the developer key. Set up with the next two.'),
  NOUPAY_PRODUCT_KEY: secret('…', "NouPay's product key."),
  NOUPAY_CALLBACK_TOKENS: secrets('…', 'Stands at the end of the callback address: ?token=….'),
  NOUPAY_URL: url('https://api.noupia.com', 'NouPay'),
} as const satisfies Record<string, GatewaySetting>

export interface GatewayCredentials {
  readonly stripe?: { url: string; secretKey: string; publishableKey: string; webhookSecrets: readonly string[] }
  readonly razorpay?: { url: string; keyId: string; keySecret: string; webhookSecrets: readonly string[] }
  readonly paypal?: { url: string; clientId: string; clientSecret: string; webhookIds: readonly string[] }
  readonly campay?: { url: string; token: string; webhookKeys: readonly string[] }
  readonly noupay?: { url: string; developerKey: string; productKey: string; callbackTokens: readonly string[] }
}

/** What of the settings belongs to which part of a gateway's credentials. */
const parts = {
  stripe: {
    url: 'STRIPE_URL',
    secretKey: 'STRIPE_SECRET_KEY',
    publishableKey: 'STRIPE_PUBLISHABLE_KEY',
    webhookSecrets: 'STRIPE_WEBHOOK_SECRETS',
  },
  razorpay: {
    url: 'RAZORPAY_URL',
    keyId: 'RAZORPAY_KEY_ID',
    keySecret: 'RAZORPAY_KEY_SECRET',
    webhookSecrets: 'RAZORPAY_WEBHOOK_SECRETS',
  },
  paypal: {
    url: 'PAYPAL_URL',
    clientId: 'PAYPAL_CLIENT_ID',
    clientSecret: 'PAYPAL_CLIENT_SECRET',
    webhookIds: 'PAYPAL_WEBHOOK_IDS',
  },
  campay: { url: 'CAMPAY_URL', token: 'CAMPAY_API_KEY', webhookKeys: 'CAMPAY_WEBHOOK_KEYS' },
  noupay: {
    url: 'NOUPAY_URL',
    developerKey: 'NOUPAY_API_KEY',
    productKey: 'NOUPAY_PRODUCT_KEY',
    callbackTokens: 'NOUPAY_CALLBACK_TOKENS',
  },
} as const

/** @param problems what is half set up is added to these */
export function gatewayCredentials(values: Readonly<Record<string, unknown>>, problems: string[]): GatewayCredentials {
  const found: Record<string, Record<string, unknown>> = {}
  for (const [gateway, names] of Object.entries<Record<string, string>>(parts)) {
    const needed = Object.values(names).filter((name) => !name.endsWith('_URL'))
    const given = needed.filter((name) => values[name] !== undefined)
    if (given.length === 0) continue
    const absent = needed.filter((name) => !given.includes(name))
    if (absent.length > 0)
      problems.push(`${given.join(', ')} alone is not enough: set ${absent.join(' and ')} as well.`)
    found[gateway] = Object.fromEntries(Object.entries(names).map(([part, name]) => [part, values[name]]))
  }

  return found as GatewayCredentials
}
