import { describe, expect, test } from 'vitest'
import { readArticleFile } from './article-file.ts'

const articleIn = (text: string) => {
  const read = readArticleFile(text)
  if ('problems' in read) throw new Error(read.problems.join(' '))
  return read.article
}
const problemsIn = (text: string): readonly string[] => {
  const read = readArticleFile(text)
  return 'problems' in read ? read.problems : []
}

describe('a Markdown file', () => {
  test('says everything at its top', () => {
    const file = [
      '---',
      'title: Connect to the VPN',
      'audience: [Sales, Field service]',
      'services: Remote access, Internet access',
      'words: tunnel, remote',
      'review: 6',
      'owner: ida@example.com',
      'language: de',
      'state: draft',
      '---',
      '',
      '# Steps',
      'One.',
    ]
    for (const end of ['\n', '\r\n'])
      expect(articleIn(`\u{feff}${file.join(end)}`)).toEqual({
        title: 'Connect to the VPN',
        summary: null,
        body: '# Steps\nOne.',
        topic: null,
        words: 'tunnel, remote',
        audience: 'units',
        units: ['Sales', 'Field service'],
        language: 'de',
        services: ['Remote access', 'Internet access'],
        owner: 'ida@example.com',
        reviewEvery: 6,
        isDraft: true,
      })
  })
  test('without anything at its top is titled by its first heading, and for everyone', () => {
    expect(articleIn('# Add a printer #\n\nPress *Add*.')).toMatchObject({
      title: 'Add a printer',
      body: 'Press *Add*.',
      audience: 'everyone',
    })
  })
  test.each([
    ['IT', 'it'],
    ['it only', 'it'],
    ['Everyone', 'everyone'],
  ])('is for %s', (audience, expected) =>
    expect(articleIn(`---\ntitle: A\naudience: ${audience}\n---\nB`).audience).toBe(expected),
  )
})

describe('what can’t be read is told', () => {
  test.each([
    ['', ['It has no title: write `title:` at its top, or begin it with a heading.', 'There is no text in it.']],
    ['---\ntitle: A\n---\n', ['There is no text in it.']],
    ['---\ntitle: [A\n---\nB', [expect.stringMatching(/^What stands between the lines of --- can’t be read/)]],
    ['---\n- A\n---\nB', ['What stands between the lines of --- must be names with values.']],
    ['---\ntitle: A\nreview: often\n---\nB', ['“review” must be a number of months, from 1 to 60.']],
    ['---\ntitle: A\nstate: live\n---\nB', ['“state” must be draft or published.']],
  ])('%j', (text, problems) => expect(problemsIn(text)).toEqual(problems))

  test('and an audience that is misspelt or empty never becomes everyone', () => {
    expect(problemsIn('---\ntitle: A\naudience:\n---\nB')).toEqual([
      '“audience” is empty: write everyone, IT, or names of business units.',
    ])
    expect(problemsIn('---\ntitle: A\naudiense: IT\n---\nB')).toHaveLength(1)
    expect(articleIn('---\ntitle: A\naudience: every one\n---\nB')).toMatchObject({
      audience: 'units',
      units: ['every one'],
    })
  })
})
