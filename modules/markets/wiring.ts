// What markets brings to the server.
export { marketRoutes as routes } from './market-routes.ts'
