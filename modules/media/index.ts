// What other modules may use of media.
export { pictureUnknown } from './errors.ts'
export { usePicture } from './use-picture.ts'
