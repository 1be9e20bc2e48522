import { describe, expect, it } from 'vitest'
import { defineRecord, type AnyRecord } from '../../record/define.ts'
import { f } from '../../record/field.ts'
import { createRegistry } from '../../record/registry.ts'
import type { Comment } from '../../traits/wire.ts'
import { factsOf } from './facts.ts'
import { changesOf, creationOf, isSame, problemsOf, sectionsOf, startingValues, wireValues } from './form.ts'
import { linkedMentions, mentionAt, withMention } from './mention.ts'
import { clashesOf, mergedPatch } from './merge.ts'
import { askedBy, moveAsRecord, movesOf } from './moves.ts'
import { mergedEdges } from './graph-edges.ts'
import { sizeText } from '../../files/size.ts'
import { pointingAt } from './related.ts'
import type { HistoryEntry, Row } from './row.ts'
import { streamOf } from './stream.ts'

const Boat = defineRecord('boat', {
  label: ['Boat', 'Boats'],
  about: 'Something that floats.',
  fields: {
    name: f.text({ required: true, max: 20 }),
    kind: f.choice(['sail', 'motor'], { default: 'sail' }),
    size: f.choice(['small', 'large']),
    masts: f.int({ required: true, min: 1, showWhen: { kind: ['sail'] } }),
    secret: f.text({ write: 'boat.hide' }),
    twin: f.ref('boat'),
    harbour: f.ref('harbour'),
    crew: f.refs('sailor'),
    built: f.date({}),
    sunk: f.date({}),
  },
  states: {
    start: 'afloat',
    all: ['afloat', 'sunk'],
    tones: { sunk: 'bad' },
    moves: {
      sink: { from: ['afloat'], to: 'sunk', label: 'Sink' },
      raise: { from: ['sunk'], to: 'afloat', label: 'Raise' },
    },
  },
  access: { read: 'anyone', create: 'anyone', update: 'anyone', archive: 'anyone' },
  list: { columns: ['name', 'kind', 'size', 'harbour', 'twin', 'state'], sort: 'name' },
  page: [
    { panel: 'Boat', shows: ['name', 'kind', 'masts', 'secret'] },
    { panel: 'Where', shows: ['harbour'] },
  ],
  check: (boat) => [
    boat.built !== null &&
      boat.sunk !== null &&
      boat.sunk < boat.built && { field: 'sunk', says: 'It was built later.' },
  ],
})
const boat = Boat as unknown as AnyRecord
const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`

describe('a form', () => {
  it('starts from the defaults and what was given, and drops what the record has not', () => {
    expect(startingValues(boat, { name: 'Ida', wheels: 4 })).toEqual({ kind: 'sail', name: 'Ida' })
  })
  it('shows a dependent field only with the value it depends on, and fields of no panel last', () => {
    const fields = (kind: string) => sectionsOf(boat, { kind }, []).map((section) => [section.title, ...section.fields])
    expect(fields('sail')).toEqual([
      ['Boat', 'name', 'kind', 'masts'],
      ['Where', 'harbour'],
      ['More', 'size', 'twin', 'crew', 'built', 'sunk'],
    ])
    expect(fields('motor')[0]).toEqual(['Boat', 'name', 'kind'])
  })
  it('offers a guarded field to those who may set it', () => {
    expect(sectionsOf(boat, {}, ['boat.*'])[0]?.fields).toContain('secret')
  })
  it('names what is missing, by the checks of the server, and asks nothing of a hidden field', () => {
    expect(problemsOf(boat, { kind: 'sail', name: 'Ida' }, []).map((problem) => problem.field)).toEqual(['masts'])
    expect(problemsOf(boat, { kind: 'motor', name: 'Ida' }, [])).toEqual([])
  })
  it("runs the record's own check", () => {
    const values = { kind: 'motor', name: 'Ida', built: '2020-01-02', sunk: '2020-01-01' }
    expect(problemsOf(boat, values, [])).toEqual([{ field: 'sunk', says: 'It was built later.' }])
  })
  it('sends only what changed, references by id', () => {
    const start = { name: 'Ida', harbour: { id: id(1), title: 'Kiel' }, crew: [] }
    const now = { name: 'Ida', harbour: { id: id(2), title: 'Bremen' }, crew: [{ id: id(3), title: 'Jo' }], size: '' }
    expect(wireValues(changesOf(boat, start, now))).toEqual({ harbour: id(2), crew: [id(3)] })
  })
  it('creates with what shows and is filled', () => {
    expect(creationOf(boat, { kind: 'motor', name: 'Ida', masts: 3, size: '', crew: [] }, [])).toEqual({
      name: 'Ida',
      kind: 'motor',
    })
  })
  it('takes a reference and its id, and all that is empty, for the same', () => {
    expect(isSame({ id: id(1), title: 'Kiel' }, id(1))).toBe(true)
    expect(isSame('', null)).toBe(true)
    expect(isSame([], undefined)).toBe(true)
    expect(isSame(0, null)).toBe(false)
  })
})

describe('merging', () => {
  const difference = (yours: unknown, theirs: unknown, base: unknown) => ({ field: 'name', yours, theirs, base })
  it('asks only where both sides changed, and differently', () => {
    expect(clashesOf([difference('b', 'a', 'a'), difference('b', 'b', 'a'), difference('a', 'c', 'a')])).toEqual([])
    expect(clashesOf([difference('b', 'c', 'a')])).toHaveLength(1)
  })
  it('leaves out the fields where theirs is kept', () => {
    expect(mergedPatch({ name: 'b', size: 'small' }, { name: 'theirs', size: 'yours' })).toEqual({ size: 'small' })
  })
})

describe('the page', () => {
  const row = {
    id: id(1),
    state: 'afloat',
    can: ['move:sink'],
    kind: 'sail',
    size: 'large',
    harbour: { id: id(2), title: 'Kiel' },
    twin: { id: id(3), title: 'Ada' },
  } as unknown as Row
  it('says what the record is in a few words', () => {
    expect(factsOf(boat, row)).toEqual([
      { name: 'kind', before: '', after: '' },
      { name: 'size', before: '', after: ' size' },
      { name: 'harbour', before: '', after: '' },
      { name: 'twin', before: 'twin ', after: '' },
    ])
  })
  it('offers the moves the caller may make, with the tone of where they lead', () => {
    expect(movesOf(boat, row)).toEqual([{ name: 'sink', label: 'Sink', to: 'sunk', tone: 'bad' }])
  })
  it('says that a move asks for something, and requires what it needs', () => {
    const sink = { from: ['afloat'], to: 'sunk', label: 'Sink', needs: ['harbour'], asks: ['size'] }
    const asking: AnyRecord = { ...boat, states: { start: 'afloat', all: ['afloat', 'sunk'], moves: { sink } } }
    expect(movesOf(asking, row)).toMatchObject([{ name: 'sink', label: 'Sink…' }])
    expect(askedBy(asking, 'sink')).toEqual(['harbour', 'size'])
    const asked = moveAsRecord(asking, 'sink')
    expect(problemsOf(asked, { harbour: null, size: null }, ['*'])).toMatchObject([{ field: 'harbour' }])
    expect(problemsOf(asked, { harbour: { id: id(2) }, size: null }, ['*'])).toEqual([])
    expect(askedBy(boat, 'sink')).toEqual([])
  })
  it('finds every field that points here, and tells them apart', () => {
    const Fleet = defineRecord('fleet', {
      ...Boat,
      name: undefined,
      label: ['Fleet', 'Fleets'],
      fields: { name: f.text({}), flagship: f.ref('boat'), boats: f.refs('boat') },
      states: undefined,
      check: undefined,
      list: { columns: ['name'], sort: 'name' },
      page: [],
    } as never)
    const found = pointingAt(createRegistry([Boat, Fleet], []), boat).map(({ path, field, title }) => [
      path,
      field,
      title,
    ])
    expect(found).toEqual([
      ['boats', 'twin', 'Boats · twin'],
      ['fleets', 'flagship', 'Fleets · flagship'],
      ['fleets', 'boats', 'Fleets · boats'],
    ])
  })
})

describe('the stream', () => {
  const entry = (n: number, at: string, name = 'Ana', verb = 'updated') =>
    ({ id: id(n), at, verb, who: { name } }) as unknown as HistoryEntry
  const comment = { id: id(9), at: '2026-01-01T10:02:00Z' } as Comment
  it('joins what one person changed within minutes, and lets a comment part it', () => {
    const entries = [
      entry(2, '2026-01-01T10:01:00Z'),
      entry(1, '2026-01-01T10:00:00Z'),
      entry(3, '2026-01-01T10:03:00Z'),
      entry(4, '2026-01-01T10:02:00Z', 'Ana', 'commented'),
    ]
    const items = streamOf([comment], entries)
    expect(items.map((item) => (item.kind === 'comment' ? 'said' : item.entries.length))).toEqual([2, 'said', 1])
  })
  it('keeps people and long pauses apart', () => {
    const items = streamOf(
      [],
      [
        entry(1, '2026-01-01T10:00:00Z'),
        entry(2, '2026-01-01T10:01:00Z', 'Jonas'),
        entry(3, '2026-01-01T11:00:00Z', 'Jonas'),
      ],
    )
    expect(items).toHaveLength(3)
  })
})

describe('a mention', () => {
  it('begins at an @ that stands alone', () => {
    expect(mentionAt('Ask @Ana Ko', 11)).toEqual({ start: 4, query: 'Ana Ko' })
    expect(mentionAt('Mail ana@example', 16)).toBeNull()
    expect(mentionAt('@Ana Kovač has it', 17)).toBeNull()
  })
  it('is written out with its record, and the caret follows', () => {
    const written = withMention('Ask @an now', 7, { id: 'x1', type: 'sailor', title: 'Ana [K]' })
    expect(written.text).toBe('Ask @[Ana K](sailor:x1)  now')
    expect(written.caret).toBe('Ask @[Ana K](sailor:x1) '.length)
  })
  it('reads as a link to the record, or as the name alone where the type is unknown', () => {
    const text = `Ask @[Ana K](sailor:${id(1)}) and @[Rex](dog:${id(2)})`
    const linked = linkedMentions(text, (type) => (type === 'sailor' ? 'sailors' : null))
    expect(linked).toBe(`Ask [@Ana K](/sailors/${id(1)}) and @Rex`)
  })
})

describe('a drawing', () => {
  const edge = (from: string, to: string, reads: string, kind: 'relation' | 'reference') => ({
    id: reads,
    from,
    to,
    reads,
    kind,
  })
  it('joins what runs between the same two records', () => {
    const edges = [
      edge('a', 'b', 'depends on', 'reference'),
      edge('b', 'a', 'is related to', 'relation'),
      edge('a', 'c', 'owner', 'reference'),
    ]
    expect(mergedEdges(edges).map(({ from, to, reads, kind }) => [from, to, reads, kind])).toEqual([
      ['a', 'b', 'depends on, is related to', 'relation'],
      ['a', 'c', 'owner', 'reference'],
    ])
  })
})

describe('a size', () => {
  it('reads in the unit that fits', () => {
    expect([5, 1536, 5_242_880].map(sizeText)).toEqual(['5 bytes', '1.5 KB', '5.0 MB'])
  })
})
