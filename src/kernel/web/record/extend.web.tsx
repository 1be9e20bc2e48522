import type { ComponentType } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { Row } from './row.ts'

/** What a hand-written part of a record page is given. */
export interface PartProps {
  readonly record: AnyRecord
  readonly row: Row
}
/** A hand-written panel: on the overview, or on a tab of its own when `tab` names one. */
export interface Panel {
  readonly title: string
  readonly component: ComponentType<PartProps>
  readonly tab?: string
  /** Takes the full width of the overview, or of its tab, instead of one of the columns. */
  readonly isWide?: boolean
  /** Stands above what the declaration shows: what people open the page for. */
  readonly comesFirst?: boolean
}

/** What stands beside who said something is given. */
export interface CommentProps {
  readonly row: Row
  /** The comment; null for what the record itself says. */
  readonly comment: string | null
}

const banners = new Map<string, ComponentType<PartProps>[]>()
const panels = new Map<string, Panel[]>()
const marks = new Map<string, ComponentType<CommentProps>[]>()

/** Adds what a record of this type needs next above its tabs; the component renders nothing when nothing is due. */
export function registerBanner(recordName: string, component: ComponentType<PartProps>): void {
  banners.set(recordName, [...bannersOf(recordName), component])
}

/** Adds a hand-written panel to the page of a record type, after the generated ones. */
export function registerPanel(recordName: string, panel: Panel): void {
  panels.set(recordName, [...panelsOf(recordName), panel])
}

/** The banners of a record type in the order they were registered. */
export const bannersOf = (recordName: string): readonly ComponentType<PartProps>[] => banners.get(recordName) ?? []

/** The hand-written panels of a record type in the order they were registered. */
export const panelsOf = (recordName: string): readonly Panel[] => panels.get(recordName) ?? []

/** Says something beside what came from outside, by nobody's account; the component renders nothing where there is nothing to say. */
export function registerMark(recordName: string, component: ComponentType<CommentProps>): void {
  marks.set(recordName, [...marksOf(recordName), component])
}

/** What stands beside comments of a record type that nobody's account wrote. */
export const marksOf = (recordName: string): readonly ComponentType<CommentProps>[] => marks.get(recordName) ?? []
