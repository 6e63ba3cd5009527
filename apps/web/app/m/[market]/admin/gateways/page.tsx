// The payment gateways and how they are.
import { GatewayList } from '../../../../../desk/admin/gateways.tsx'

export default function GatewaysPage() {
  return <GatewayList />
}
