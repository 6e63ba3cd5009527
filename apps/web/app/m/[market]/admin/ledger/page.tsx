// Whether the books are right.
import { Books } from '../../../../../desk/admin/books-page.tsx'

export default function LedgerPage() {
  return <Books />
}
