// The port every payment provider is reached through. A provider's answer is evidence; its callbacks are hints.
import type { GatewayMethod } from './payment.ts'

/** What we ask a provider to collect. */
export interface ChargeRequest {
  readonly marketId: string
  /** Our reference, made and stored before the call: the same one again is the same charge. */
  readonly reference: string
  readonly method: GatewayMethod
  readonly amountMinor: number
  readonly currency: string
  readonly description: string
  /** Where the payer's browser goes afterwards. */
  readonly returnPath: string
  readonly phone: string | undefined
}

/** How a charge is named to its provider: by our reference, and by its own name once we have heard it. */
export interface ChargeHandle {
  readonly marketId: string
  readonly reference: string
  readonly transaction: string | undefined
}

/** What a provider says of a charge. */
export interface ChargeEvidence {
  /** 'unknown': no answer came; 'never_heard_of': an answer came, and it knows no such charge. */
  readonly state: 'pending' | 'action_needed' | 'unknown' | 'succeeded' | 'failed' | 'never_heard_of'
  /** The provider's own name for the charge; captures are keyed by it. */
  readonly transaction: string | undefined
  readonly amountMinor: number
  readonly currency: string
  readonly actionUrl: string | undefined
  readonly failure: string | undefined
}

export interface WebhookHint {
  readonly eventId: string
  readonly reference: string
}

/** No answer, or none that tells whether the charge exists. Not a failure: the status decides. */
export class OutcomeUnknown extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OutcomeUnknown'
  }
}

export interface Gateway {
  readonly name: string
  readonly methods: readonly GatewayMethod[]
  /** Whether the same reference again is the same charge, so that a call whose answer was lost may be made again. */
  readonly repeatable: boolean
  /** @throws OutcomeUnknown */
  start(request: ChargeRequest): Promise<ChargeEvidence>
  /** @throws OutcomeUnknown */
  status(charge: ChargeHandle): Promise<ChargeEvidence>
  /** Reads a webhook, or answers undefined when it is forged, tampered with or too old. */
  readWebhook(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: Buffer,
    at: Date,
  ): WebhookHint | undefined
}
