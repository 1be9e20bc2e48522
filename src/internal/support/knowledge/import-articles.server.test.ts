import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { system } from '../../../kernel/access/who.ts'
import { listFiles } from '../../../kernel/files/files.server.ts'
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
    incomplete: [],
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

test('pictures and files of the folder come along, links lead to articles, and what is missing is told', async () => {
  mkdirSync(join(folder, 'network', 'img'))
  mkdirSync(join(folder, 'other'))
  put('network/img/panel.png', picture(1))
  put('other/panel.png', picture(2))
  put('plan.txt', 'Floor one.')
  put(
    'network/wlan.md',
    [
      '# Join the Wi-Fi',
      'Look: ![The panel](img/panel.png "On the wall") and <img src="../other/panel.png" alt="Another">.',
      'Then [VPN](vpn.md#app), the [plan](../plan.txt), `![code](img/none.png)`.',
      '![Gone](img/gone.png) ![Out](../../secret.png) ![Far](https://example.com/a.png) [No article](../notes.md)',
      '[Mail](mailto:ida@example.com), [site](https://example.com).',
    ].join('\n\n'),
  )
  const report = await bring()
  expect(report).toMatchObject({ created: 1, updated: 0 })
  expect(report.incomplete).toEqual([
    {
      file: 'network/wlan.md',
      problems: [
        '“img/gone.png” is not there.',
        '“../../secret.png” is not below the folder.',
        'The picture “https://example.com/a.png” is on another site: save it into the folder.',
        'The link to “../notes.md” leads nowhere: no article came of that file.',
      ],
    },
  ])
  const found = await all()
  const [wlan, vpn] = ['network/wlan.md', 'network/vpn.md'].map((name) => found.find(({ source }) => source === name))
  const files = await listFiles(kernel, system('test', 'cli'), String(wlan?.id))
  const plan = files.find(({ name }) => name === 'plan.txt')
  expect(files.map(({ name }) => name).sort()).toEqual(['other-panel.png', 'panel.png', 'plan.txt'])
  expect(wlan).toMatchObject({ state: 'published', edition: 1 })
  for (const part of [
    '![The panel](panel.png "On the wall")',
    '![Another](other-panel.png)',
    `[VPN](/help/articles/${vpn?.number}#app)`,
    `[plan](/api/v1/files/${plan?.id})`,
    '`![code](img/none.png)`',
    '[Mail](mailto:ida@example.com), [site](https://example.com).',
  ])
    expect(wlan?.body).toContain(part)
  const before = { rows: await all(), files }
  expect(await bring()).toMatchObject({ created: 0, updated: 0, unchanged: 4, incomplete: report.incomplete })
  expect(await all()).toEqual(before.rows)
  expect(await listFiles(kernel, system('test', 'cli'), String(wlan?.id))).toEqual(files)
  put('other/panel.png', picture(3))
  expect(await bring()).toMatchObject({ updated: 1, unchanged: 3 })
  expect(await listFiles(kernel, system('test', 'cli'), String(wlan?.id))).toHaveLength(3)
})

test('a symbolic link leads no file from outside into an article', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'quarterdeck-outside-'))
  writeFileSync(join(outside, 'secret.png'), picture(9))
  symlinkSync(join(outside, 'secret.png'), join(folder, 'harmless.png'))
  put('linked.md', '# Linked\n\n![Harmless](harmless.png)')
  const { incomplete } = await bring()
  rmSync(outside, { recursive: true })
  expect(incomplete).toContainEqual({ file: 'linked.md', problems: ['“harmless.png” is not below the folder.'] })
})

/** A PNG of one pixel; each number is another file. */
const picture = (number: number): Buffer =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from([number]),
  ])
