// Cash that riders hand in.
import { CashDesk } from '../../../../../money/cash-desk.tsx'

export default function CashPage() {
  return <CashDesk />
}
