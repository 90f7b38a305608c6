/** Where a picture stands behind its square window: how much larger, and how far its middle is from the window's. */
export interface Crop {
  zoom: number
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

export const WHOLE: Crop = { zoom: 1, x: 0, y: 0 }
export const MOST_ZOOM = 4

/** Window lengths are all counted in sides of the window, so that what is seen is what is cut, at any size. */
export function sizeAt({ width, height }: Size, zoom: number): Size {
  const least = Math.min(width, height)
  return { width: (width / least) * zoom, height: (height / least) * zoom }
}

/** A side of the picture may leave its middle by half of what it is longer than the window; zero is never negative. */
function clamp(value: number, side: number): number {
  return Math.min((side - 1) / 2, Math.max((1 - side) / 2, value)) + 0
}

/** The nearest place at which the picture still covers the whole window. */
export function within(picture: Size, { zoom, x, y }: Crop): Crop {
  const near = Math.min(MOST_ZOOM, Math.max(1, zoom))
  const { width, height } = sizeAt(picture, near)
  return { zoom: near, x: clamp(x, width), y: clamp(y, height) }
}

/** The square of the picture, in its own pixels, that is seen through the window. */
export function cut(picture: Size, crop: Crop): { left: number; top: number; side: number } {
  const { zoom, x, y } = within(picture, crop)
  const side = Math.min(picture.width, picture.height) / zoom
  return { left: picture.width / 2 - side / 2 - x * side, top: picture.height / 2 - side / 2 - y * side, side }
}
