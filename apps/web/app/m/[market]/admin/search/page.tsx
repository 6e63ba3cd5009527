// What people look for here, and the words that mean the same.
import { SearchConsole } from '../../../../../desk/admin/search-console.tsx'

export default function SearchDeskPage() {
  return <SearchConsole />
}
