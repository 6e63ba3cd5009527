// A market's page while it is on its way.
import { Loading, ProductCardSkeleton, Skeleton } from '../../../ui/skeleton.tsx'

export default function MarketLoading() {
  return (
    <Loading className="page-width py-6">
      <Skeleton className="h-80 rounded-card! lg:h-[30rem]" />
      <div className="mt-12 grid grid-cols-2 gap-5 lg:grid-cols-4">
        {[1, 2, 3, 4].map((card) => <ProductCardSkeleton key={card} />)}
      </div>
    </Loading>
  )
}
