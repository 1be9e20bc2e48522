import { ActionIcon, Tooltip } from '@mantine/core'
import IconMaximize from '@tabler/icons-react/dist/esm/icons/IconMaximize.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { type PointerEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import css from './picture.module.css'

const least = 0.25
const most = 2
const step = 1.25
const margin = 64

interface CanvasProps {
  readonly width: number
  readonly height: number
  readonly children: ReactNode
  /** The element that scrolls, for those who must bring a box into view. */
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** A sheet larger than its window: scrolled by wheel, finger or keyboard, dragged, and zoomed by buttons or Ctrl and wheel. */
export function Canvas({ width, height, children, scroller }: CanvasProps) {
  const [zoom, setZoom] = useState(1)
  const to = (wanted: number) => setZoom(Math.min(Math.max(wanted, least), most))
  const fit = () => {
    const window = scroller.current
    if (window) to(Math.min(1, (window.clientWidth - margin) / width, (window.clientHeight - margin) / height))
  }
  useWheelZoom(scroller, (factor) => setZoom((now) => Math.min(Math.max(now * factor, least), most)))
  const drag = useDrag(scroller)
  return (
    <>
      <div ref={scroller} className={css.canvas} {...drag}>
        <div className={css.sheet} style={{ width: width * zoom, height: height * zoom }}>
          <div className={css.sized} style={{ width: width * zoom, height: height * zoom }}>
            <div className={css.scaled} style={{ width, height, transform: `scale(${zoom})` }}>
              {children}
            </div>
          </div>
        </div>
      </div>
      <div className={css.zoom} role="group" aria-label="Zoom">
        <ActionIcon aria-label="Zoom out" onClick={() => to(zoom / step)} disabled={zoom <= least}>
          <IconMinus size={16} />
        </ActionIcon>
        <button type="button" className={css.percent} onClick={() => to(1)} aria-label="Zoom to 100 %">
          {Math.round(zoom * 100)} %
        </button>
        <ActionIcon aria-label="Zoom in" onClick={() => to(zoom * step)} disabled={zoom >= most}>
          <IconPlus size={16} />
        </ActionIcon>
        <Tooltip label="Fit the window">
          <ActionIcon aria-label="Fit the window" onClick={fit}>
            <IconMaximize size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </>
  )
}

/** React listens to wheels passively, and the browser would zoom the page. */
function useWheelZoom(scroller: RefObject<HTMLDivElement | null>, by: (factor: number) => void): void {
  const latest = useRef(by)
  latest.current = by
  useEffect(() => {
    const element = scroller.current
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current(Math.exp(-event.deltaY / 300))
    }
    element?.addEventListener('wheel', turn, { passive: false })
    return () => element?.removeEventListener('wheel', turn)
  }, [scroller])
}

/** Dragging the ground, not a box, with a mouse; fingers scroll by themselves. */
function useDrag(scroller: RefObject<HTMLDivElement | null>) {
  const from = useRef<{ x: number; y: number; left: number; top: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      const element = scroller.current
      if (
        !element ||
        event.button !== 0 ||
        event.pointerType !== 'mouse' ||
        (event.target as Element).closest('[role="treeitem"]')
      )
        return
      from.current = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop }
      element.setPointerCapture(event.pointerId)
      element.toggleAttribute('data-is-held', true)
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (!from.current) return
      scroller.current?.scrollTo(
        from.current.left + from.current.x - event.clientX,
        from.current.top + from.current.y - event.clientY,
      )
    },
    onPointerUp: () => {
      from.current = null
      scroller.current?.removeAttribute('data-is-held')
    },
  }
}
