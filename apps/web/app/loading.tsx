// What the front door shows while the markets are being asked for.
import { Loading, Skeleton } from '../ui/skeleton.tsx'

export default function HomeLoading() {
  return (
    <Loading className="page-width py-24">
      <Skeleton className="h-24 max-w-3xl" />
      <div className="mt-16 grid gap-4 sm:grid-cols-2">
        <Skeleton className="h-80 rounded-card!" />
        <Skeleton className="h-80 rounded-card!" />
      </div>
    </Loading>
  )
}
