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

describe('an article', () => {
  test('shows its readers what was published, while a draft waits', () => {
    const live = { ...draft, state: 'published' }
    expect(workOut(live, { ...live, draft: 'Third' }, today)).toMatchObject({
      body: 'First',
      edition: 1,
      publishedOn: '2026-01-31',
    })
  })
  test('takes its text over when it is published, and is to be reviewed from then', () => {
    expect(workOut(draft, { ...draft, state: 'published' }, today)).toEqual({
      body: 'Second',
      edition: 2,
      publishedOn: today,
      reviewOn: '2026-09-30',
    })
  })
  test('is published anew by asking for a later edition, and by nothing else', () => {
    const live = { ...draft, state: 'published' }
    const anew = workOut(live, { ...live, edition: 2 }, today)
    expect(anew).toMatchObject({ body: 'Second', edition: 2, publishedOn: today })
    expect(workOut(live, { ...live, edition: 1 }, today)).toMatchObject({ body: 'First', edition: 1 })
    expect(workOut(draft, { ...draft, edition: 2 }, today)).toMatchObject({ body: 'First', edition: 2 })
  })
  test('keeps the text of its last edition when it is retired, and waits for no review', () => {
    expect(workOut({ ...draft, state: 'published' }, { ...draft, state: 'retired' }, today)).toMatchObject({
      body: 'First',
      reviewOn: null,
    })
  })
  test('a new one has no text for readers yet', () => {
    expect(workOut(null, { ...draft, body: null, edition: 0, publishedOn: null }, today)).toEqual({
      body: null,
      edition: 0,
      publishedOn: null,
      reviewOn: null,
    })
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
