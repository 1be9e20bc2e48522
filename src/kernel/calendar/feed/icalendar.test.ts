import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, it } from 'vitest'
import { type FeedEvent, writeCalendar } from './icalendar.ts'

const event = (over: Partial<FeedEvent> = {}): FeedEvent => ({
  uid: 'a@quarterdeck',
  title: 'Contract ends',
  about: '',
  url: 'https://desk.example/contracts/a',
  at: '2026-03-31',
  sequence: 3,
  createdAt: new Date('2026-01-01T08:00:00.000Z'),
  changedAt: new Date('2026-02-01T08:30:15.000Z'),
  isCancelled: false,
  ...over,
})
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

it('writes days as days and moments in UTC', () => {
  const text = writeCalendar('Ends', [event(), event({ uid: 'b', at: new Date('2026-03-31T12:00:00.000Z') })])
  expect(text).toContain('DTSTART;VALUE=DATE:20260331\r\n')
  expect(text).toContain('DTSTART:20260331T120000Z\r\n')
  const [day, moment] = read(text)
  expect(day?.startDate.toString()).toBe('2026-03-31')
  expect(day?.endDate.toString()).toBe('2026-04-01')
  expect(moment?.startDate.toJSDate()).toEqual(new Date('2026-03-31T12:00:00.000Z'))
  expect([day?.sequence, text.includes('LAST-MODIFIED:20260201T083015Z')]).toEqual([3, true])
})

it('says what was cancelled', () => {
  expect(writeCalendar('Ends', [event({ isCancelled: true })])).toContain('STATUS:CANCELLED\r\n')
})

it('is read back as it was, whatever it says, in lines of at most 75 octets', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((one) => one.isWellFormed())
  fc.assert(
    fc.property(text, text, (title, about) => {
      const written = writeCalendar('Ends', [event({ title, about })])
      for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const [found] = read(written)
      expect(found?.summary ?? '').toBe(kept(title))
      expect(found?.description ?? '').toBe(kept(about))
    }),
  )
})

const kept = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
