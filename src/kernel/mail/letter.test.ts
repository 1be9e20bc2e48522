import { expect, test } from 'vitest'
import { writeLetter } from './letter.ts'

const letter = writeLetter({
  brand: 'Quarterdeck',
  heading: 'Priya <b>Nair</b> & co mentioned you',
  blocks: [
    { quotes: 'Look at "this"\n<script>alert(1)</script>' },
    { lists: [{ title: 'Payroll', text: 'is down', url: 'https://q.example/services/1?a=1&b=2' }] },
  ],
  action: { label: 'Open Payroll', url: 'https://q.example/services/1' },
  footer: ['You are mentioned.', { label: 'No more of these', url: 'https://q.example/unsubscribe/x' }],
})

test('a letter reads as plain text', () => {
  expect(letter.text).toBe(`Priya <b>Nair</b> & co mentioned you

> Look at "this"
> <script>alert(1)</script>

* Payroll
  is down
  https://q.example/services/1?a=1&b=2

Open Payroll:
https://q.example/services/1

-- 
You are mentioned.
No more of these: https://q.example/unsubscribe/x
`)
})

test('as HTML it loads nothing, runs nothing, and shows what was written as it was written', () => {
  expect(letter.html).not.toMatch(/<(img|script|link|iframe)|url\(|src=/i)
  expect(letter.html).toContain('Priya &lt;b&gt;Nair&lt;/b&gt; &amp; co mentioned you')
  expect(letter.html).toContain('href="https://q.example/services/1?a=1&amp;b=2"')
  expect(letter.html).toContain('prefers-color-scheme:dark')
})
