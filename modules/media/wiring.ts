// What media brings to the server.
import type { AnyRoute } from '@provender/platform/http'
import type { Sweep } from '@provender/platform/jobs'
import { pictureRoutes } from './picture-routes.ts'
import { removeOrphans } from './sweeps.ts'
import type { PictureShelf } from './upload-picture.ts'

export { addFiles } from './serve-files.ts'
export type MediaOptions = PictureShelf

export function mediaWiring(options: MediaOptions): {
  readonly routes: readonly AnyRoute[]
  readonly sweeps: readonly Sweep[]
} {
  return { routes: pictureRoutes(options), sweeps: [removeOrphans(options.files)] }
}
