// Every "no" that media can say.
import { defineError } from '@provender/platform/errors'

export const pictureUnreadable = defineError(
  'media.picture_unreadable',
  'invalid',
  'This is not a picture we can read. Send a JPEG, PNG, WebP, AVIF or GIF.',
)
export const pictureTooLarge = defineError(
  'media.picture_too_large',
  'invalid',
  'This picture has too many pixels. Make it at most 52 megapixels and 16,000 pixels wide and high.',
)
export const pictureTooSmall = defineError(
  'media.picture_too_small',
  'invalid',
  'This picture is too small to be shown. It needs at least 120 pixels on its shorter side.',
)
export const pictureUnknown = defineError(
  'media.picture_unknown',
  'invalid',
  'There is no such picture, or it is not yours. Upload it first.',
)
export const tooBusy = defineError(
  'media.too_busy',
  'unavailable',
  'Too many pictures are arriving at once. Please try again in a moment.',
)
