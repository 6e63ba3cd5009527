// The vendor's own page: profile, terms, opening hours.
import { Profile } from '../../../../../desk/vendor/profile.tsx'

export default function SettingsPage() {
  return <Profile />
}
