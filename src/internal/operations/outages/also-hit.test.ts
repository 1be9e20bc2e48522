import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alsoHitBy, type Hits } from './also-hit.ts'

const core: Hits = { service: null, configurationItem: 'core', alsoHit: [] }
const id = fc.constantFrom('wan', 'mail', 'phones', 'files')
const ids = fc.uniqueArray(id)
const hits: fc.Arbitrary<Hits> = fc.record({
  service: fc.option(id),
  configurationItem: fc.option(fc.constantFrom('core', 'trunk')),
  alsoHit: ids,
})

describe('the further services that an outage hits', () => {
  it('are those that its item supports', () =>
    expect(alsoHitBy(['wan', 'phones'], { before: null, after: core })).toEqual(['wan', 'phones']))

  it('are what people write in place of them: something else kept the telephones working', () =>
    expect(alsoHitBy(['wan', 'phones'], { before: null, after: { ...core, alsoHit: ['wan'] } })).toEqual(['wan']))

  it('stay as they are when its item supports something else by the time of a later change', () => {
    const before = { ...core, alsoHit: ['wan'] }
    expect(alsoHitBy(['mail'], { before, after: before })).toEqual(['wan'])
  })

  it('are those of the other item once that is named, and none once no item is', () => {
    const before = { ...core, alsoHit: ['wan'] }
    expect(alsoHitBy(['phones'], { before, after: { ...before, configurationItem: 'trunk' } })).toEqual(['phones'])
    expect(alsoHitBy([], { before, after: { ...before, service: 'mail', configurationItem: null } })).toEqual([])
  })

  it('are asked of the item again when they are taken out', () =>
    expect(alsoHitBy(['mail'], { before: { ...core, alsoHit: ['wan'] }, after: core })).toEqual(['mail']))

  it('never name the service of the outage itself, and nothing that neither people wrote nor its item supports', () =>
    fc.assert(
      fc.property(ids, fc.option(hits), hits, (supports, before, after) => {
        const hit = alsoHitBy(supports, { before, after })
        expect(hit).not.toContain(after.service)
        expect([...supports, ...after.alsoHit]).toEqual(expect.arrayContaining([...hit]))
      }),
    ))

  it('change no more when the same is written once more', () =>
    fc.assert(
      fc.property(ids, ids, fc.option(hits), hits, (supports, later, before, after) => {
        const written = { ...after, alsoHit: alsoHitBy(supports, { before, after }) }
        fc.pre(written.alsoHit.length > 0)
        expect(alsoHitBy(later, { before: written, after: written })).toEqual(written.alsoHit)
      }),
    ))
})
