import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { system } from '../../../kernel/access/who.ts'
import { importArticles } from './import-articles.server.ts'

const { kernel } = await testApplication()
const records = kernel.store.asSystem('test')
const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-articles-'))
afterAll(() => rmSync(folder, { recursive: true }))
const put = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content)
const bring = () => importArticles(kernel, system('test', 'cli'), folder)
const all = async () => (await records.list('knowledge_article', { sort: 'source' })).rows

await records.create('service', { name: 'Remote access' })
await records.create('person', { name: 'Ida Agent', email: 'ida@example.com' })
await records.create('business_unit', { name: 'Sales', code: 'SAL' })
mkdirSync(join(folder, 'network'))
put(
  'network/vpn.md',
  '---\ntitle: Connect to the VPN\nservice: Remote access\nowner: IDA@example.com\naudience: SAL\n---\nOpen the app.',
)
put('jam.md', '# Clear a paper jam\n\nOpen tray two.')
put('later.md', '---\nstate: draft\n---\n# Later\n\nTo be written.')
put('wrong.md', '---\ntitle: Wrong\nservice: Remote acess\naudience: Salse\n---\nText.')
put('bytes.md', Buffer.from([0xff, 0xfe, 0x00]))
put('README.md', '# Not an article')
put('notes.txt', 'Not one either.')

test('a folder comes in by path, with what is wrong told file by file', async () => {
  const report = await bring()
  expect(report).toEqual({
    created: 3,
    updated: 0,
    unchanged: 0,
    defects: [
      { file: 'bytes.md', problems: ['It is no UTF-8 text.'] },
      {
        file: 'wrong.md',
        problems: [
          'There is no service “Remote acess”, or more than one.',
          'There is no business unit “Salse”, or more than one.',
        ],
      },
    ],
  })
  expect(await all()).toMatchObject([
    { source: 'jam.md', title: 'Clear a paper jam', body: 'Open tray two.', state: 'published', audience: 'everyone' },
    { source: 'later.md', body: null, draft: 'To be written.', state: 'draft' },
    {
      source: 'network/vpn.md',
      audience: 'units',
      owner: { title: 'Ida Agent' },
      services: [{ title: 'Remote access' }],
      state: 'published',
    },
  ])
})

test('again, it changes nothing; what changed since is published, what was retired stays so', async () => {
  const before = await all()
  expect(await bring()).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
  expect(await all()).toEqual(before)
  const later = before.find(({ source }) => source === 'later.md')
  await records.move('knowledge_article', String(later?.id), 'publish')
  await records.move('knowledge_article', String(later?.id), 'retire')
  put('jam.md', '# Clear a paper jam\n\nOpen tray three.')
  put('later.md', '# Later\n\nWritten now.')
  expect(await bring()).toMatchObject({ created: 0, updated: 2, unchanged: 1 })
  expect(await all()).toMatchObject([
    { source: 'jam.md', body: 'Open tray three.', edition: 2 },
    { source: 'later.md', state: 'retired', draft: 'Written now.', body: 'To be written.' },
    { source: 'network/vpn.md', edition: 1 },
  ])
})
