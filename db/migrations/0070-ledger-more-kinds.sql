-- New kinds of account and transfer, for money after the order: refunds, transfers, payouts, tips, cash that was handed
-- in or is missing. On their own, because PostgreSQL lets a new value be used only after the transaction that added it.
ALTER TYPE ledger.owner_kind ADD VALUE IF NOT EXISTS 'refund';
ALTER TYPE ledger.owner_kind ADD VALUE IF NOT EXISTS 'payout';

-- transit: money on its way out, held until the provider has answered. refunds: what the platform pays back in
-- somebody's place. differences: cash that was taken and never handed in.
ALTER TYPE ledger.account_kind ADD VALUE IF NOT EXISTS 'transit';
ALTER TYPE ledger.account_kind ADD VALUE IF NOT EXISTS 'refunds';
ALTER TYPE ledger.account_kind ADD VALUE IF NOT EXISTS 'differences';

ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'refund';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'refund_sent';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'refund_returned';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'wallet_transfer';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'payout_reserved';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'payout_sent';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'payout_returned';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'tip';
ALTER TYPE ledger.transfer_kind ADD VALUE IF NOT EXISTS 'cash_difference';
