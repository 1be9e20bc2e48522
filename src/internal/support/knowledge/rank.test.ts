import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aboutWords } from './question.ts'
import { bestFirst, type Ranked, scoreOf } from './rank.ts'

const article = (title: string, more: Partial<Ranked> = {}): Ranked => ({
  title,
  words: '',
  summary: '',
  body: '',
  solved: 0,
  unsolved: 0,
  ...more,
})
const shelf = [
  article('Set up a new laptop', { body: 'The VPN is there already. Printers are found by themselves.' }),
  article('Connect to the VPN from home', {
    words: 'remote access tunnel GlobalConnect',
    summary: 'Work from anywhere.',
  }),
  article('The VPN asks for a code', { summary: 'What to do when the app shows no code.' }),
  article('Add a printer', { words: 'toner paper print' }),
  article('Clear a paper jam', { summary: 'When the printer stops.', body: 'Open tray two.' }),
  article('Open a shared mailbox', { words: 'team mailbox outlook' }),
]
const first = (q: string): string | undefined => bestFirst(shelf, () => aboutWords(q))[0]?.title

describe('the best answer stands first', () => {
  test.each([
    ['vpn from home', 'Connect to the VPN from home'],
    ['vpn code', 'The VPN asks for a code'],
    ['how do I print', 'Add a printer'],
    ['printer jam', 'Clear a paper jam'],
    ['shared mailboxes', 'Open a shared mailbox'],
    ['shared mialbox', 'Open a shared mailbox'],
    ['tunnel', 'Connect to the VPN from home'],
    ['new laptop', 'Set up a new laptop'],
  ])('%s → %s', (q, title) => expect(first(q)).toBe(title))
})

test('what helped others comes first among equals, and never before what fits better', () => {
  const good = article('Reset a password', { solved: 40 })
  const poor = article('Reset a password', { unsolved: 40 })
  expect(bestFirst([poor, good], () => ['password'])[0]).toBe(good)
  const praised = article('Holidays', { body: 'password', solved: 1000 })
  expect(bestFirst([praised, poor], () => ['password'])[0]).toBe(poor)
})

test('nothing fits nothing, and more of the words never count less', () => {
  expect(scoreOf(article('Holidays', { solved: 100 }), ['vpn'])).toBe(0)
  const words = fc.array(fc.constantFrom('vpn', 'code', 'mail', 'print'), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(words, fc.constantFrom('vpn', 'code', 'mail', 'print'), (body, wanted) => {
      const less = article('Something', { body: body.join(' ') })
      const more = article('Something', { body: [...body, wanted].join(' ') })
      expect(scoreOf(more, [wanted])).toBeGreaterThanOrEqual(scoreOf(less, [wanted]))
    }),
  )
})
