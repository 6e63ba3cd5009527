// Who rides here.
import { Riders } from '../../../../../desk/admin/riders.tsx'

export default function RidersPage() {
  return <Riders />
}
