// What pricing brings to an app: nothing of its own. Quotes are answered by catalog, which knows the goods.
import type { AnyRoute } from '@provender/platform/http'

export const routes: readonly AnyRoute[] = []
