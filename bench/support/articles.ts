import type { Records } from '../../src/kernel/record/store.server.ts'

const things = 'printer laptop password network invoice screen folder licence badge phone server mail dock'.split(' ')
const deeds = 'reset connect replace share order install update move lock print find clean lend return'.split(' ')
const german = 'Drucker Rechner Kennwort Netz Rechnung Bildschirm Ordner Lizenz Ausweis Telefon Server Post Dock'.split(
  ' ',
)

/** So many published articles of some length, every tenth in German: what the search for help reads. */
export async function loadArticles(records: Records, count: number): Promise<void> {
  const made = await records.createMany(
    'knowledge_article',
    Array.from({ length: count }, (_, n) => (n % 10 === 9 ? germanOf(n) : englishOf(n))),
  )
  const ids = made.flatMap((one) => (one.ok ? [one.id] : []))
  if (ids.length < count) throw new Error('An article was refused.')
  await records.moveMany('knowledge_article', ids, 'publish')
}

const pick = (from: readonly string[], place: number): string => from[place % from.length] ?? ''

function englishOf(n: number) {
  const [thing, deed] = [pick(things, n), pick(deeds, Math.floor(n / things.length))]
  const steps = Array.from(
    { length: 20 },
    (_, at) =>
      `${at + 1}. Open the ${pick(things, n + at)} and ${pick(deeds, n + at * 3)} what your colleague forgot to ${pick(deeds, n * at)} in room ${(n * 31 + at) % 900}.`,
  )
  return {
    title: `How to ${deed} the ${thing} in case ${n}`,
    summary: `For everyone whose ${thing} has to be looked after, with a ${pick(things, n * 7)}.`,
    topic: `Topic ${n % 12}`,
    draft: [`## Before you ${deed}`, 'Save your work.', ...steps].join('\n'),
  }
}

function germanOf(n: number) {
  const thing = pick(german, n)
  return {
    ...{ language: 'de', title: `${thing} einrichten, Fall ${n}`, topic: 'Deutsch' },
    summary: `Für alle, deren ${thing} nicht geht.`,
    draft: Array.from(
      { length: 20 },
      (_, at) =>
        `${at + 1}. Öffnen Sie die Einstellungen von ${pick(german, n + at)} und wählen Sie Raum ${(n + at) % 900}.`,
    ).join('\n'),
  }
}
