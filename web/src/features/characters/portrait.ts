import { cut, type Crop, type Size } from '../settings/crop'

/** A square of a picture in its own whole pixels. */
export interface Square {
  x: number
  y: number
  size: number
}

/** The square that is seen through the window, in whole pixels that the picture has. */
export function squareOf(picture: Size, crop: Crop): Square {
  const { left, top, side } = cut(picture, crop)
  const size = Math.max(1, Math.min(Math.round(side), picture.width, picture.height))
  const place = (from: number, length: number) => Math.min(Math.max(0, Math.round(from)), length - size)
  return { x: place(left, picture.width), y: place(top, picture.height), size }
}

/** What the server reads of pictures, and how large they may be. */
const READ = new Set(['image/png', 'image/gif'])
const MOST_PIXELS = 16_000_000

/**
 * Whether a picture can be sent as it is. A photograph may say that it lies on its side, which the browser has turned
 * upright: like what the server does not read, it is cut here.
 */
export function goesWhole(type: string, { width, height }: Size): boolean {
  return READ.has(type) && width * height <= MOST_PIXELS
}

/** Where a character's picture is kept, and which square of what is sent; of one that is cut already, all of it. */
export function portraitAt(id: string, square: Square | null): string {
  const at = `/api/characters/${id}/avatar`
  return square === null ? at : `${at}?x=${square.x}&y=${square.y}&size=${square.size}`
}
