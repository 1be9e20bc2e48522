import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readBoundaries, ruleNames } from '../../scripts/check/boundaries.mjs'

const here = dirname(fileURLToPath(import.meta.url))

/** A canary's files are named after the rule they break. */
const ruleOf = (file: string): string => file.replace(/^.*\//, '').replace(/\..*$/, '')

describe('the import law', () => {
  it('catches the planted violation of every rule', async () => {
    const { violations } = await readBoundaries(join(here, 'violations'))
    const caught = new Set(violations.filter(({ rule, from }) => ruleOf(from).startsWith(rule)).map(({ rule }) => rule))
    expect(ruleNames.filter((name) => !caught.has(name))).toEqual([])
  })

  it('finds nothing where every import is allowed, though it reads every file', async () => {
    const { files, unread, violations } = await readBoundaries(join(here, 'clean'))
    expect(violations).toEqual([])
    expect(unread).toEqual([])
    expect(files.length).toBeGreaterThan(20)
  })
})
