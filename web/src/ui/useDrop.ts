import { useEffect, useState } from 'react'

/** Whether files are held over the window; dropped there, they are taken, with what else the browser tells of them. */
export function useDrop(take: (files: readonly File[], transfer: DataTransfer | null) => void): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent) => {
      if (!holds(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!holds(event)) return
      depth = Math.max(0, depth - 1)
      setOver(depth > 0)
    }
    const hover = (event: DragEvent) => holds(event) && event.preventDefault()
    const drop = (event: DragEvent) => {
      if (!holds(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      take([...(event.dataTransfer?.files ?? [])], event.dataTransfer)
    }
    const heard = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const
    for (const [name, listener] of Object.entries(heard)) window.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of Object.entries(heard)) window.removeEventListener(name, listener as EventListener)
    }
  }, [take])
  return over
}
