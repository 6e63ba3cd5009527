-- An order that costs less than was held for it: packed lighter than its upper bound, or a line that could not be had.

ALTER TYPE ledger.transfer_kind ADD VALUE 'reduction';
