import { Fragment } from 'react'
import type { Piece } from './snippet.ts'

/** A text with what was looked for marked. */
export const Pieces = ({ of }: { of: readonly Piece[] }) =>
  of.map(({ text, isHit }, place) =>
    isHit ? <mark key={place}>{text}</mark> : <Fragment key={place}>{text}</Fragment>,
  )
