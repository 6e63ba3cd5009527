// Where the bytes of an uploaded photo are: four sizes in two formats, below `/files` or a CDN in front of it.

const widths = [160, 320, 640, 1280] as const

/** The id in `photo:018f…`; nothing for drawings. */
export function photoId(picture: string): string | undefined {
  return /^photo:([0-9a-f-]{36})$/.exec(picture)?.[1]
}

/** For `srcset`: every size with its width. */
export function photoSet(id: string, format: 'avif' | 'webp'): string {
  return widths.map((width) => `${address(id, width, format)} ${width}w`).join(', ')
}

/** One size for what knows no `srcset`. */
export function photoSource(id: string, width: (typeof widths)[number] = 640): string {
  return address(id, width, 'webp')
}

/** The server writes it into the page (`<html data-files>`), and the browser reads it there. */
export function filesBase(): string {
  return globalThis.document?.documentElement.dataset.files ?? process.env.PROVENDER_FILES_BASE ?? '/files'
}

function address(id: string, width: number, format: string): string {
  return `${filesBase()}/pictures/${id}/${width}.${format}`
}
