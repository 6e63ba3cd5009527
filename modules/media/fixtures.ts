// Builders for tests: pictures as phones make them.
import sharp from 'sharp'

/** A JPEG of a slope of colours, with a camera's name and a place in its EXIF. */
export function aPhoto({ width = 1600, height = 1200 } = {}): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at / 3 + (at % 3) * 90) % 256

  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif({
      IFD0: { Make: 'Provender camera', Copyright: 'EXIFMARK' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '3/1 51/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}
