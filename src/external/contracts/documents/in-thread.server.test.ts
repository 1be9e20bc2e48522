import { describe, expect, test } from 'vitest'
import { fileOf } from '../../../../test/kit/paper.ts'
import { standardText } from '../../../../test/kit/external/contract-texts.ts'
import { contractText } from './clauses.ts'
import { inThread } from './in-thread.server.ts'
import { markdownLines } from './markdown.ts'

const dpa = contractText(markdownLines(standardText('dpa')))

describe('work on a text', () => {
  test('is stopped, with words, when it takes too long or too much memory', async () => {
    const judging = { does: 'judge', checklist: 'gdpr-28', text: dpa } as const
    await expect(inThread(judging, { seconds: 0.001, megabytes: 320 })).rejects.toThrow(/longer than .* was stopped/)
    await expect(inThread(judging, { seconds: 75, megabytes: 4 })).rejects.toThrow(/more than 4 MB of memory/)
  })

  test('waits for its turn, and keeps no later one from its own', async () => {
    const texts = ['Alpha.', '', 'Gamma.', 'Delta.', '', 'Zeta.']
    const read = await Promise.allSettled(
      texts.map((text, at) => inThread({ does: 'read', path: fileOf(`${at}.md`, text), name: `${at}.md` })),
    )
    expect(read.map((one) => (one.status === 'fulfilled' ? one.value.text : String(one.reason.message)))).toEqual([
      'Alpha.',
      'There is no text in the document.',
      'Gamma.',
      'Delta.',
      'There is no text in the document.',
      'Zeta.',
    ])
  })
})
