import { writeLetter } from '../../../kernel/mail/letter.ts'
import { rowsAddress } from './address.ts'
import { definitions, type FigureKey } from './definitions.ts'
import type { Figures } from './wire.ts'
import { changeWords, contributorWords, headlineOf, percentWords, timeWords, valueWords } from './words.ts'

/** The five figures of a week. */
const told: readonly FigureKey[] = ['attainment', 'response', 'resolution', 'backlog', 'firstContact']

/** The week in five sentences and five figures, each of which leads to its tickets. */
export function composeWeek(
  figures: Figures,
  { url, stop }: { readonly url: string; readonly stop: string },
): { readonly subject: string; readonly text: string; readonly html: string } {
  const page = `${url}/support/figures?from=${figures.period.from}&to=${figures.period.to}`
  const week = spanWords(figures.period.from, figures.period.to)
  const lines = told.flatMap((key) => {
    const figure = figures.figures.find((one) => one.key === key)
    if (!figure) return []
    const change = changeWords(key, figure)
    const target = figure.target === null ? '' : `; target ${percentWords(figure.target)}`
    return [
      {
        title: `${definitions[key].label}: ${valueWords(key, figure.now)}`,
        ...(change && { text: `${change.text}${target}` }),
        url: `${url}${rowsAddress(figure.rows)}`,
      },
    ]
  })
  const letter = writeLetter({
    brand: 'Quarterdeck · Service figures',
    heading: `The service desk, ${week}`,
    blocks: [...sentencesOf(figures).map((says) => ({ says })), { lists: lines }],
    action: { label: 'Open the figures', url: page },
    footer: ['This comes on Mondays.', { label: 'No more of these', url: stop }],
  })
  return { subject: `Service figures, ${week}`, ...letter }
}

/** Five sentences: promises, what moved them, what came and went, what is left, and how fast it went. */
export function sentencesOf({ figures, why, ages }: Figures): readonly string[] {
  const find = (key: FigureKey) => figures.find((one) => one.key === key)
  const [attainment, opened, resolved, backlog, response, resolution] = (
    ['attainment', 'opened', 'resolved', 'backlog', 'response', 'resolution'] as const
  ).map(find)
  const [first] = why.contributors
  const came = opened?.now.value ?? 0
  const went = resolved?.now.value ?? 0
  const old = ages.now.at(-1)?.count ?? 0
  return [
    attainment ? `${headlineOf('attainment', attainment)}.` : '',
    first ? contributorWords(why.figure, first) : 'No team, service or category stands out.',
    `${came} ${came === 1 ? 'ticket was' : 'tickets were'} opened and ${went} resolved.`,
    `${backlog?.now.value ?? 0} are left, ${old} of them for more than four weeks.`,
    response?.now.value === null || response?.now.value === undefined
      ? 'Nobody had to be answered for the first time.'
      : `Half were answered within ${timeWords(response.now.value)}${
          resolution?.now.value ? `, and resolved within ${timeWords(resolution.now.value)}` : ''
        }, in open hours.`,
  ]
}

function spanWords(from: string, to: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.formatRange(new Date(from), new Date(to))
}
