// Every gateway in front of its fake, and in what they differ: the contract is the same for all of them.
import type { Gateway } from '../../modules/payments/gateway.ts'
import {
  type FakeProvider,
  type FakeRequest,
  type Protocol,
  startFakeProvider,
} from '../../modules/payments/fakes/fake-provider.ts'
import { camPayProtocol } from '../../modules/payments/fakes/fake-campay.ts'
import { nouPayProtocol } from '../../modules/payments/fakes/fake-noupay.ts'
import { payPalProtocol } from '../../modules/payments/fakes/fake-paypal.ts'
import { razorpayProtocol } from '../../modules/payments/fakes/fake-razorpay.ts'
import { sandboxProtocol } from '../../modules/payments/fakes/fake-sandbox.ts'
import { stripeProtocol } from '../../modules/payments/fakes/fake-stripe.ts'
import { camPayGateway } from '../../modules/payments/providers/campay.ts'
import { nouPayGateway } from '../../modules/payments/providers/noupay.ts'
import { payPalGateway } from '../../modules/payments/providers/paypal.ts'
import { razorpayGateway } from '../../modules/payments/providers/razorpay.ts'
import { stripeGateway } from '../../modules/payments/providers/stripe.ts'
import { sandboxGateway } from '../../modules/payments/sandbox-gateway.ts'

/** Both are live: the second one is on its way out. */
export const secrets = ['the secret of today', 'the secret of yesterday'] as const

export interface Stand {
  readonly name: string
  readonly method: 'card' | 'mobile_money'
  readonly currency: string
  /** How a payment stands that was begun and waits for its payer. */
  readonly waits: 'action_needed' | 'pending'
  /** Whether it can be asked by our reference, so that a lost call is certain after a while. */
  readonly findsByReference: boolean
  /** Whether a declined payer may try again in the provider's own form. */
  readonly declineIsFinal: boolean
  /** Whether two tellings of one thing can have two names. */
  readonly namesEvents: boolean
  /** Whether what it tells is signed as a whole, and dated. */
  readonly signsBody: boolean
  readonly datesWebhooks: boolean
  /** Whether it was asked to have the payer proven; absent where it decides that by itself. */
  readonly wasChallenged?: (request: FakeRequest) => boolean
  readonly protocol: () => Protocol
  readonly gateway: (origin: string, timeoutMs: number) => Gateway
}

const publicUrl = 'http://127.0.0.1'

export const stands: readonly Stand[] = [
  {
    name: 'sandbox',
    method: 'mobile_money',
    currency: 'XAF',
    waits: 'action_needed',
    findsByReference: true,
    declineIsFinal: true,
    namesEvents: true,
    signsBody: true,
    datesWebhooks: true,
    wasChallenged: ({ body }) => body.challenge === true,
    protocol: sandboxProtocol,
    gateway: (apiOrigin, timeoutMs) =>
      sandboxGateway({ apiOrigin, publicUrl, apiKey: 'key', webhookSecrets: secrets, timeoutMs }),
  },
  {
    name: 'stripe',
    method: 'card',
    currency: 'EUR',
    waits: 'action_needed',
    findsByReference: true,
    declineIsFinal: true,
    namesEvents: true,
    signsBody: true,
    datesWebhooks: true,
    wasChallenged: ({ body }) => body['payment_method_options[card][request_three_d_secure]'] === 'challenge',
    protocol: () => stripeProtocol({ secretKey: 'sk_test_1' }),
    gateway: (url, timeoutMs) =>
      stripeGateway({
        url,
        secretKey: 'sk_test_1',
        publishableKey: 'pk_test_1',
        webhookSecrets: secrets,
        publicUrl,
        timeoutMs,
      }),
  },
  {
    name: 'razorpay',
    method: 'card',
    currency: 'INR',
    waits: 'action_needed',
    findsByReference: true,
    declineIsFinal: false,
    namesEvents: true,
    signsBody: true,
    datesWebhooks: true,
    protocol: () => razorpayProtocol({ keyId: 'rzp_1', keySecret: 'rs' }),
    gateway: (origin, timeoutMs) =>
      razorpayGateway({
        url: `${origin}/v1`,
        keyId: 'rzp_1',
        keySecret: 'rs',
        webhookSecrets: secrets,
        publicUrl,
        timeoutMs,
      }),
  },
  {
    name: 'paypal',
    method: 'card',
    currency: 'USD',
    waits: 'action_needed',
    findsByReference: true,
    declineIsFinal: true,
    namesEvents: true,
    signsBody: true,
    datesWebhooks: true,
    protocol: () =>
      payPalProtocol({
        clientId: 'c',
        clientSecret: 's',
        webhooks: { 'WH-today': secrets[0], 'WH-yesterday': secrets[1] },
      }),
    gateway: (url, timeoutMs) =>
      payPalGateway({
        url,
        clientId: 'c',
        clientSecret: 's',
        webhookIds: ['WH-today', 'WH-yesterday'],
        publicUrl,
        timeoutMs,
      }),
  },
  {
    name: 'campay',
    method: 'mobile_money',
    currency: 'XAF',
    waits: 'pending',
    findsByReference: false,
    declineIsFinal: true,
    namesEvents: false,
    signsBody: false,
    datesWebhooks: true,
    protocol: () => camPayProtocol({ token: 't' }),
    gateway: (origin, timeoutMs) =>
      camPayGateway({ url: `${origin}/api`, token: 't', webhookKeys: secrets, timeoutMs }),
  },
  {
    name: 'noupay',
    method: 'mobile_money',
    currency: 'XAF',
    waits: 'pending',
    findsByReference: false,
    declineIsFinal: true,
    namesEvents: false,
    signsBody: false,
    datesWebhooks: false,
    protocol: () => nouPayProtocol({ developerKey: 'd', productKey: 'p' }),
    gateway: (url, timeoutMs) =>
      nouPayGateway({
        url,
        developerKey: 'd',
        productKey: 'p',
        environment: 'np-sandbox',
        callbackTokens: secrets,
        timeoutMs,
      }),
  },
]

export async function openStand(stand: Stand): Promise<{ provider: FakeProvider; gateway: Gateway }> {
  const provider = await startFakeProvider(stand.protocol())
  return { provider, gateway: stand.gateway(provider.origin, 800) }
}
