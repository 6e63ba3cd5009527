// What other modules may use of the ledger.
export type { AccountName } from './account.ts'
export { type AssignRider, assignRider } from './assign-rider.ts'
export { cancelFunds } from './cancel-funds.ts'
export { type CaptureForOrder, type Captured, captureForOrder } from './capture-for-order.ts'
export {
  cashLimitReached,
  fundsDiffer,
  fundsMovedOn,
  fundsUnknown,
  insufficientFunds,
  moreThanOwed,
  moreThanRefundable,
  nothingToMove,
  riderMissing,
  transferDiffers,
  walletFrozen,
} from './errors.ts'
export { type Violation, findViolations } from './find-violations.ts'
export { getBalance } from './get-balance.ts'
export { type OrderLedger, getOrderFunds, getOrderLedger } from './get-order-ledger.ts'
export { type ListStatement, type StatementPage, listStatement } from './list-statement.ts'
export { openAndPay, openOrder } from './open-order.ts'
export type { FundsState, FundsTerms, OrderFunds } from './order-funds.ts'
export { type PayFromWallet, payFromWallet } from './pay-from-wallet.ts'
export { reduceFunds } from './reduce-funds.ts'
export { type Shares, settleFunds } from './settle-funds.ts'
export { type TopUpWallet, topUpWallet } from './top-up-wallet.ts'
export { Funder, OrderRefund, type RefundTerms, type RefundableCapture } from './order-refund.ts'
export { type Refunded, endRefundFunds, listOrderRefunds, listRefundableCaptures, refundFunds } from './refund-funds.ts'
export { Standing, getStanding, tipRider, transferBetweenWallets } from './move-wallet-money.ts'
export { bookCashDifference, reservePayoutFunds, returnPayoutFunds, sendPayoutFunds } from './payout-funds.ts'
export { Earnings, ListEarnings, listEarnings } from './list-earnings.ts'
export { EscrowAge, TrialBalanceLine, findRecentViolations, getTrialBalance, listEscrowAges } from './prove-books.ts'
export { type ProviderBooking, listProviderMoney } from './provider-money.ts'
