// What search brings to an app.
export { routes } from './search-routes.ts'
export { subscribers } from './subscribers.ts'
export { sweeps } from './sweeps.ts'
