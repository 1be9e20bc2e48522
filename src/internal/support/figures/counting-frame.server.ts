import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { SupportSettings } from '../tickets/support.settings.ts'
import { frameOf } from './kept-days.server.ts'
import { type OpenSpans, openSpans } from './open-time.ts'

/** Years before this one whose days may be kept, and those before them in which what ended then may have begun. */
export const keptYears = 10
const yearsBefore = 2

/** By which clock days begin, and which hours are open. */
export interface Frame {
  readonly zone: string
  readonly spans: OpenSpans
  /** What tells this frame from others. */
  readonly name: string
}
type FrameKernel = Pick<Kernel, 'kept' | 'store' | 'db' | 'registry' | 'sealer' | 'clock'>

/** The frame of now: worked out again when the settings, a calendar or its days change. */
export async function frameNow(kernel: FrameKernel): Promise<Frame> {
  const year = kernel.clock.now().getUTCFullYear()
  const found = known.get(kernel.kept) ?? new Map<number, () => Promise<Frame>>()
  const read =
    found.get(year) ?? kernel.kept.of([SupportSettings.name, 'calendar', 'special_day'], () => work(kernel, year))
  known.set(kernel.kept, found.set(year, read))
  return read()
}

const known = new WeakMap<Kernel['kept'], Map<number, () => Promise<Frame>>>()

async function work(kernel: FrameKernel, year: number): Promise<Frame> {
  const settings = await settingsOf(kernel, SupportSettings)
  const calendar = await openCalendars(kernel.store).find(settings.calendar)
  const spans = openSpans(calendar, year - keptYears - yearsBefore, year + 1)
  return { zone: calendar.timeZone, spans, name: frameOf(calendar.timeZone, spans) }
}
