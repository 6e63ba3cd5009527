// What makes prices move.
import { OffersPage } from '../../../../../desk/offers/offers-page.tsx'

export default function OffersRoute() {
  return <OffersPage />
}
