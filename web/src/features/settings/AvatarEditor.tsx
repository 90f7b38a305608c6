import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { cut, MOST_ZOOM, WHOLE, within, type Crop } from './crop'
import styles from './avatar.module.css'

const SIDE = 512
const STEP = 0.04
const QUALITY = 0.92

interface Props {
  picture: ImageBitmap
  /** The picture's own type decides whether what is see-through stays so. */
  opaque: boolean
  busy: boolean
  fault: string | null
  /** What was cut, and where it was cut from. */
  keep: (cropped: Blob, crop: Crop) => void
  close: () => void
}

/** Cuts a square out of a picture: it is moved behind a window by hand or with the arrow keys, and enlarged. */
export function AvatarEditor({ picture, opaque, busy, fault, keep, close }: Props) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const held = useRef<{ x: number; y: number } | null>(null)
  const [crop, setCrop] = useState<Crop>(WHOLE)

  useEffect(() => {
    const place = canvas.current?.getContext('2d')
    if (!place) return
    const { left, top, side } = cut(picture, crop)
    place.clearRect(0, 0, SIDE, SIDE)
    place.imageSmoothingQuality = 'high'
    place.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE)
  }, [picture, crop])

  const move = (x: number, y: number) => setCrop((now) => within(picture, { ...now, x: now.x + x, y: now.y + y }))

  function drag(event: PointerEvent<HTMLCanvasElement>) {
    if (!held.current) return
    const { width } = event.currentTarget.getBoundingClientRect()
    move((event.clientX - held.current.x) / width, (event.clientY - held.current.y) / width)
    held.current = { x: event.clientX, y: event.clientY }
  }

  function keys(event: KeyboardEvent) {
    const steps: Record<string, [number, number]> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    move(...step)
  }

  return (
    <Dialog title={t('avatar.crop')} close={close}>
      <canvas
        ref={canvas}
        className={styles.window}
        width={SIDE}
        height={SIDE}
        role="img"
        aria-label={t('avatar.crop.how')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys move the picture
        tabIndex={0}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          held.current = { x: event.clientX, y: event.clientY }
        }}
        onPointerMove={drag}
        onPointerUp={() => (held.current = null)}
        onPointerCancel={() => (held.current = null)}
        onKeyDown={keys}
      />
      <p className={styles.how}>{t('avatar.crop.how')}</p>
      <label className={styles.zoom}>
        {t('avatar.zoom')}
        <input type="range" min={1} max={MOST_ZOOM} step={0.01} value={crop.zoom} onChange={(event) => setCrop(within(picture, { ...crop, zoom: Number(event.target.value) }))} />
      </label>
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="primary" disabled={busy} onClick={() => canvas.current?.toBlob((cropped) => cropped && keep(cropped, crop), opaque ? 'image/jpeg' : 'image/png', QUALITY)}>
          {t('avatar.keep')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </Dialog>
  )
}
