import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reviewDay, type Written, workOut } from './article.rules.ts'

const draft: Written = {
  state: 'draft',
  draft: 'Second',
  body: 'First',
  edition: 1,
  reviewEvery: 6,
  reviewedOn: null,
  publishedOn: '2026-01-31',
}
const today = '2026-03-31'
const around = { today, guess: () => null }

describe('an article', () => {
  test('shows its readers what was published, while a draft waits', () => {
    const live = { ...draft, state: 'published' }
    expect(workOut(live, { ...live, draft: 'Third' }, around)).toMatchObject({
      body: 'First',
      edition: 1,
      publishedOn: '2026-01-31',
    })
  })
  test('takes its text over when it is published, and is to be reviewed from then', () => {
    expect(workOut(draft, { ...draft, state: 'published' }, around)).toEqual({
      body: 'Second',
      edition: 2,
      publishedOn: today,
      reviewOn: '2026-09-30',
      writtenIn: 'en',
    })
  })
  test('is published anew by asking for a later edition, and by nothing else', () => {
    const live = { ...draft, state: 'published' }
    const anew = workOut(live, { ...live, edition: 2 }, around)
    expect(anew).toMatchObject({ body: 'Second', edition: 2, publishedOn: today })
    expect(workOut(live, { ...live, edition: 1 }, around)).toMatchObject({ body: 'First', edition: 1 })
    expect(workOut(draft, { ...draft, edition: 2 }, around)).toMatchObject({ body: 'First', edition: 2 })
  })
  test('keeps the text of its last edition when it is retired, and waits for no review', () => {
    expect(workOut({ ...draft, state: 'published' }, { ...draft, state: 'retired' }, around)).toMatchObject({
      body: 'First',
      reviewOn: null,
    })
  })
  test('a new one has no text for readers yet', () => {
    expect(workOut(null, { ...draft, body: null, edition: 0, publishedOn: null }, around)).toEqual({
      body: null,
      edition: 0,
      publishedOn: null,
      reviewOn: null,
      writtenIn: 'en',
    })
  })
  describe('that is published, changed', () => {
    const live = { ...draft, state: 'published', title: 'Old', audience: 'everyone', units: [], owner: 'ida' }
    const change = (after: object, before: object = live) =>
      workOut(before as Written, { ...before, ...after } as Written, around)
    test('shows its readers nothing of it until the next edition', () => {
      expect(change({ title: 'New', audience: 'units', units: ['sales'] })).toMatchObject({
        ...{ title: 'Old', audience: 'everyone', units: [] },
        changes: { title: 'New', audience: 'units', units: ['sales'] },
      })
    })
    test('adds to what waits, and waits for nothing once it is as it was', () => {
      const waits = { ...live, changes: { title: 'New', owner: 'bo' } }
      expect(change({ summary: 'Short' }, waits)).toMatchObject({
        changes: { title: 'New', owner: 'bo', summary: 'Short' },
      })
      expect(change({ changes: { owner: 'ida', title: 'Old' } }, waits)).toMatchObject({ changes: null, title: 'Old' })
      expect(change({ changes: null }, waits)).toMatchObject({ changes: null })
      expect(change({ owner: 'bo' }, waits)).toMatchObject({ changes: { title: 'New' } })
    })
    test('takes all of it over with the next edition, or when nobody reads it any more', () => {
      const waits = { ...live, changes: { title: 'New', owner: 'bo' } }
      const all = { title: 'New', owner: 'bo', changes: null }
      expect(change({ edition: 2 }, waits)).toMatchObject({ ...all, body: 'Second' })
      expect(change({ state: 'retired' }, waits)).toMatchObject({ ...all, body: 'First' })
    })
  })
  test('is in the language that it is said to be in, else in that of its text as people read it', () => {
    const guessing = { today, guess: (text: string) => (text.includes('Zweite') ? 'de' : null) }
    const german = { ...draft, draft: 'Zweite Fassung' }
    expect(workOut(german, { ...german, state: 'published' }, guessing).writtenIn).toBe('de')
    expect(workOut(german, { ...german, state: 'published', language: 'nl' }, guessing).writtenIn).toBe('nl')
    const live = { ...german, state: 'published' }
    expect(workOut(live, live, guessing).writtenIn).toBe('en')
  })
})

test('a review is due after the later of publishing and the last review, never before either', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.option(day), fc.integer({ min: 1, max: 60 }), (publishedOn, reviewedOn, reviewEvery) => {
      const due = reviewDay({ state: 'published', publishedOn, reviewedOn, reviewEvery })
      expect(due && due > publishedOn && due > (reviewedOn ?? '')).toBe(true)
    }),
  )
})
