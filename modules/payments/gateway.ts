// The port every payment provider is reached through. A provider's answer is evidence; its callbacks are hints.
import type { GatewayMethod } from './payment.ts'

/** What we ask a provider to collect. */
export interface ChargeRequest {
  readonly marketId: string
  /** Our reference, made and stored before the call. */
  readonly reference: string
  readonly method: GatewayMethod
  readonly amountMinor: number
  readonly currency: string
  readonly description: string
  /** Where the payer's browser goes afterwards. */
  readonly returnPath: string
  readonly phone: string | undefined
  /** Whether the payer's bank must be asked whether it is the payer (3-D Secure), however small the risk. */
  readonly challenge: boolean
}

/** How a charge is named to its provider: by our reference, and by its own name once we have heard it. */
export interface ChargeHandle {
  readonly marketId: string
  readonly reference: string
  readonly transaction: string | undefined
}

/** What a provider says of a charge. */
export interface ChargeEvidence {
  /**
   * 'unknown': no answer came; 'never_heard_of': an answer came, and it knows no such charge; 'cannot_tell': it can only
   * be asked by its own name for the charge, which we have not heard.
   */
  readonly state: 'pending' | 'action_needed' | 'unknown' | 'succeeded' | 'failed' | 'never_heard_of' | 'cannot_tell'
  /** The provider's own name for the charge; captures are keyed by it. */
  readonly transaction: string | undefined
  /** What it says our reference was, where it says so. */
  readonly reference?: string | undefined
  readonly amountMinor: number
  readonly currency: string
  readonly actionUrl: string | undefined
  /** What a payer of mobile money dials when no prompt appears. */
  readonly dial?: string | undefined
  readonly failure: string | undefined
}

/** What we ask a provider to give back of a charge that it has collected. */
export interface RefundRequest {
  readonly marketId: string
  /** Our reference, made and stored before the call: the same one again is the same refund. */
  readonly reference: string
  /** The provider's own name for the charge. */
  readonly transaction: string
  readonly amountMinor: number
  readonly currency: string
}

/** What a provider says of a refund; the states mean what they mean for a charge. */
export interface RefundEvidence {
  readonly state: 'pending' | 'unknown' | 'succeeded' | 'failed' | 'never_heard_of'
  readonly amountMinor: number
  readonly currency: string
  readonly failure: string | undefined
}

/** Giving money back the way it came. */
export interface RefundDesk {
  /** @throws OutcomeUnknown */
  give(request: RefundRequest): Promise<RefundEvidence>
  /** @throws OutcomeUnknown */
  status(refund: Pick<RefundRequest, 'marketId' | 'reference' | 'transaction'>): Promise<RefundEvidence>
}

/** What a webhook is about. The charge goes by our reference, or by the provider's own name for it, or both. */
export interface WebhookHint {
  readonly eventId: string
  readonly reference: string | undefined
  readonly transaction: string | undefined
}

/** A webhook as it came. */
export interface HeardMessage {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly query: Readonly<Record<string, unknown>>
  /** The bytes as they came: signatures are over these. */
  readonly body: Buffer
  readonly at: Date
}

/** What the payer's browser needs to finish with the provider's own form. */
export interface Checkout {
  readonly kind: 'stripe' | 'razorpay'
  readonly publicKey: string
  /** Stripe: the client secret; Razorpay: the order's id. */
  readonly token: string
}

/** A line of a provider's own account of what it did with our money. */
export interface ProviderLine {
  readonly kind: 'charge' | 'refund'
  readonly transaction: string
  /** Ours, where it repeats it. */
  readonly reference: string | undefined
  readonly amountMinor: number
  /** What it kept of it, where it says so. */
  readonly feeMinor: number | undefined
  readonly currency: string
  readonly state: 'succeeded' | 'failed'
}

export interface StatementWish {
  readonly marketId: string
  /** The days are those of this clock. */
  readonly timeZone: string
  readonly fromOn: string
  readonly untilOn: string
}

/** No answer, or none that tells whether the charge exists. Not a failure: the status decides. */
export class OutcomeUnknown extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OutcomeUnknown'
  }
}

/** The call did not leave this machine, so nothing can have come of it: another gateway may be tried. */
export class NotReached extends OutcomeUnknown {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'NotReached'
  }
}

export interface Gateway {
  readonly name: string
  readonly methods: readonly GatewayMethod[]
  /** ISO 4217; absent: any. */
  readonly currencies?: readonly string[]
  /** Whether the same reference again is the same charge, so that a call whose answer was lost may be made again. */
  readonly repeatable: boolean
  /** @throws OutcomeUnknown, NotReached */
  start(request: ChargeRequest): Promise<ChargeEvidence>
  /** @throws OutcomeUnknown */
  status(charge: ChargeHandle): Promise<ChargeEvidence>
  /** Reads a webhook, or answers undefined when it is forged, tampered with or too old. @throws OutcomeUnknown */
  readWebhook(message: HeardMessage): Promise<WebhookHint | undefined>
  /** Only where the payer pays in the provider's form on our page. @throws OutcomeUnknown */
  checkout?(charge: ChargeHandle): Promise<Checkout | undefined>
  /** Only where it can be asked for one. @throws OutcomeUnknown */
  statement?(wish: StatementWish): Promise<ProviderLine[]>
  /** Left out by providers that cannot: what they collected is given back to the wallet. */
  readonly refunds?: RefundDesk
}

/** Evidence that names no refund. */
export const noRefund: RefundEvidence = {
  state: 'never_heard_of',
  amountMinor: 0,
  currency: '',
  failure: undefined,
}

/** Evidence that names no charge. */
export function noCharge(state: 'never_heard_of' | 'cannot_tell'): ChargeEvidence {
  return { state, transaction: undefined, amountMinor: 0, currency: '', actionUrl: undefined, failure: undefined }
}
