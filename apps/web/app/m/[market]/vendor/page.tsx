// The live order board.
import { OrderBoard } from '../../../../desk/vendor/order-board.tsx'

export default function BoardPage() {
  return <OrderBoard />
}
