// Who sells here.
import { Vendors } from '../../../../../desk/admin/vendors.tsx'

export default function VendorsPage() {
  return <Vendors />
}
