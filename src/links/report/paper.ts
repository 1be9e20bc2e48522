import type { Block, Paper } from '../../kernel/pdf/paper.ts'
import { sayDay } from '../../kernel/calendar/say-day.ts'
import type { OpenAction, ReportFigure, ReportSection, ServiceReport } from '../wire.ts'
import { sayAction } from './open-actions.ts'

interface Printed {
  readonly report: ServiceReport
  readonly organisation: string | null
}

/** A report as it is put on paper: all that its page shows but the rows behind figures, which open there. */
export function reportPaper({ report, organisation }: Printed): Paper {
  const { engagement, vendor, owner, says, isOver, asOf, figures, scores, cover, actions, sections } = report
  const title = `Service report, ${says}`
  const day = sayDay(asOf.slice(0, 10))
  return {
    ...{ title: `${title}: ${engagement.title}`, author: organisation, language: 'en-GB', at: new Date(asOf) },
    foot: [engagement.number, engagement.title, says, `as of ${day}`].filter((part) => part !== null).join(' · '),
    blocks: [
      ...(organisation === null ? [] : [dim(organisation)]),
      { is: 'title', text: title },
      text(
        `${engagement.title}${vendor === null ? '' : `, from ${vendor}`}${owner === null ? '' : `; ${owner} answers for it`}. As of ${day}${isOver ? '' : ': the period isn’t over yet'}.`,
      ),
      heading('What our own rows say, and what they say'),
      ...figures.flatMap(figureBlocks),
      heading('Open actions'),
      ...(actions.length === 0 ? [text('Nothing is open.')] : actions.map(actionBlock)),
      heading('Scores'),
      ...(scores.length === 0
        ? [text('No scorecard has a value for this period.')]
        : scores.map((one): Block => ({ is: 'row', text: `${one.card}, ${one.period}: ${one.says}`, about: null }))),
      ...(cover.length === 0 ? [] : [heading('Who looks after it')]),
      ...cover.map((one): Block => ({ is: 'row', text: one.title, about: one.says })),
      ...sections.flatMap(sectionBlocks),
    ],
  }
}

function figureBlocks({ label, unit, value, says, before, theirs, difference }: ReportFigure): readonly Block[] {
  const shown = (figure: string): string => (unit === null ? figure : `${figure} ${unit}`)
  return [
    {
      ...{ is: 'figure', label },
      value:
        value === null
          ? 'Not known'
          : `${shown(value)}${before === null ? '' : ` (${shown(before)} the period before)`}`,
    },
    dim(says),
    ...(theirs === null
      ? []
      : [
          text(
            [
              `They say ${shown(theirs.value)}${theirs.says === null ? '.' : `: ${theirs.says}.`}`,
              difference?.says,
              difference?.isBeyond ? 'Ask why.' : undefined,
            ]
              .filter((part) => part !== undefined)
              .join(' '),
          ),
        ]),
  ]
}

const actionBlock = (action: OpenAction): Block => ({
  is: 'row',
  text: `${action.kind}: ${action.title}${action.about === null ? '' : ` (${action.about})`}`,
  about: sayAction(action, sayDay),
})

const sectionBlocks = ({ title, none, rows }: ReportSection): readonly Block[] => [
  heading(title),
  ...(rows.length === 0
    ? [text(none)]
    : rows.map(
        ({ number, title: name, note }): Block => ({
          ...{ is: 'row', text: number === null ? name : `${number} ${name}`, about: note },
        }),
      )),
]

const heading = (words: string): Block => ({ is: 'heading', text: words })
const text = (words: string): Block => ({ is: 'text', text: words })
const dim = (words: string): Block => ({ is: 'text', text: words, isDim: true })
