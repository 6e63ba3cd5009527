// What reviews brings to an app.
import { type Broadcast, broadcast } from '@provender/platform/realtime'
import { reviewAnswered, reviewReported, reviewWritten } from './events.ts'

export { routes } from './review-routes.ts'

export const broadcasts: readonly Broadcast[] = [
  broadcast({
    event: reviewWritten,
    name: 'review:written',
    rooms: ({ vendorId }) => [`vendor:${vendorId}`],
    body: ({ reviewId, rating }) => ({ reviewId, rating }),
  }),
  broadcast({
    event: reviewAnswered,
    name: 'review:answered',
    rooms: ({ customerId }) => [`customer:${customerId}`],
    body: ({ reviewId }) => ({ reviewId }),
  }),
  broadcast({
    event: reviewReported,
    name: 'review:reported',
    rooms: (_payload, marketId) => [`admin:${marketId}`],
    body: ({ reviewId }) => ({ reviewId }),
  }),
]
