import { describe, expect, test } from 'vitest'
import { Specimen } from '../../../test/kit/specimen-record.ts'
import type { AnyRecord } from '../record/define.ts'
import { abilities, rightsOf } from './abilities.ts'
import { nobody, type Who } from './who.ts'

const record = Specimen as unknown as AnyRecord
const who = (permissions: readonly string[], self: string | null = null): Who => ({
  ...nobody,
  account: 'a',
  self,
  permissions: new Set(permissions),
})
const row = { id: 'r', state: 'found', archivedAt: null, keeper: { id: 'me', title: null } }

describe('what a caller may do to a row', () => {
  test('by permission, or because it is theirs', () => {
    expect(abilities(rightsOf(who(['specimen.*']), record), row)).toContain('archive')
    expect(abilities(rightsOf(who([], 'me'), record), row)).toEqual(['update', 'move:show', 'move:lose'])
    expect(abilities(rightsOf(who([], 'other'), record), row)).toEqual([])
  })
  test('an archived row can only be restored', () => {
    const archived = { ...row, archivedAt: '2026-01-01T00:00:00.000Z' }
    expect(abilities(rightsOf(who(['specimen.*']), record), archived)).toEqual(['restore'])
    expect(abilities(rightsOf(who([], 'me'), record), archived)).toEqual([])
  })
  test('who only reads changes nothing, their own included, whatever else they hold', () => {
    const rights = rightsOf(who(['specimen.*', 'records.only_read'], 'me'), record)
    expect(rights.read).toBe(true)
    expect(rights.create).toBe(false)
    expect(abilities(rights, row)).toEqual([])
  })
  test('a wildcard doesn’t take away: the administrator holds all and may change all', () => {
    expect(abilities(rightsOf(who(['*']), record), row)).toContain('update')
  })
  test('what was worked out for one caller is not another’s, though they share their permissions', () => {
    const permissions = new Set<string>()
    const [mine, theirs] = [
      { ...who([], 'me'), permissions },
      { ...who([], 'other'), permissions },
    ]
    expect(abilities(rightsOf(mine, record), row)).toContain('update')
    expect(abilities(rightsOf(theirs, record), row)).toEqual([])
    expect(abilities(rightsOf(mine, record), row)).toContain('update')
  })
})
