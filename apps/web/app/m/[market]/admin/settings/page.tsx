// The market's numbers.
import { Settings } from '../../../../../desk/admin/settings.tsx'

export default function SettingsPage() {
  return <Settings />
}
