import { extractText, getDocumentProxy } from 'unpdf'
import { expect, it } from 'vitest'
import { pdfOf } from './pdf.server.ts'

const said = 'Łukasz Żak pays €1,234.50 to Ωμέγα and to Київ – “in full”.'
const paper = {
  ...{ title: 'A paper', author: null, language: 'en', foot: 'Foot', at: new Date('2026-11-28T09:00:00.000Z') },
  blocks: [
    { is: 'title', text: 'A paper' },
    { is: 'text', text: said, isDim: false },
  ],
} as const

it('has letters for Latin, Greek and Cyrillic names, which can be read out of it again', async () => {
  const pdf = await pdfOf(paper)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  expect(text).toContain(said)
})

it('is small, since only the letters that it needs are in it, and the same for the same paper', async () => {
  const [one, other] = await Promise.all([pdfOf(paper), pdfOf(paper)])
  expect(one.length).toBeLessThan(60_000)
  expect(one.length).toBe(other.length)
})
