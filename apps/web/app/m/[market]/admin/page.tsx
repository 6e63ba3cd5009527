// The first look of the day.
import { Overview } from '../../../../desk/admin/overview.tsx'

export default function OverviewPage() {
  return <Overview />
}
