// The port payouts leave through. As with charges, an answer is evidence, and no answer is no failure.

export interface PayoutRequest {
  readonly marketId: string
  /** Our reference, made and stored before the call: the same one again is the same payout. */
  readonly reference: string
  readonly number: string
  readonly holder: string
  readonly amountMinor: number
  readonly currency: string
}

export interface PayoutEvidence {
  /** 'unknown': no answer came; 'never_heard_of': an answer came, and it knows no such payout. */
  readonly state: 'pending' | 'unknown' | 'succeeded' | 'failed' | 'never_heard_of'
  readonly amountMinor: number
  readonly currency: string
  readonly failure: string | undefined
}

export interface PayoutProvider {
  readonly name: string
  /** Never throws for an answer that did not come: that is 'unknown'. */
  send(request: PayoutRequest): Promise<PayoutEvidence>
  status(payout: Pick<PayoutRequest, 'marketId' | 'reference'>): Promise<PayoutEvidence>
}
