// What the vendor sells.
import { Menu } from '../../../../../desk/vendor/menu.tsx'

export default function ProductsPage() {
  return <Menu />
}
