// The rider's day.
import { Today } from '../../../../desk/rider/today.tsx'

export default function TodayPage() {
  return <Today />
}
