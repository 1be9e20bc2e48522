import { f } from '../../../kernel/record/field.ts'
import { defineSettings } from '../../../kernel/settings/define-settings.ts'
import { factWords, type MeasuredFact } from './measured-facts.ts'

const letPass = (fact: MeasuredFact, unit: string) =>
  f.decimal({
    ...{ required: true, min: 0, max: 1_000_000, scale: 6, default: factWords[fact].tolerance },
    label: `${factWords[fact].label}, ${unit}`,
  })

export const FigureSettings = defineSettings('figure_settings', {
  label: 'Figures of vendors',
  about: 'By how much a figure that a vendor reports may differ from ours before the service report asks why.',
  icon: 'category',
  fields: {
    ticketsInTime: letPass('tickets_in_time', 'in points'),
    breachMinutes: letPass('breach_minutes', 'in minutes'),
    tickets: letPass('tickets', 'so many'),
    hoursInHand: letPass('hours_in_hand', 'in hours'),
    availability: letPass('availability', 'in points'),
    cost: letPass('cost', 'in points'),
  },
  page: [
    {
      panel: 'What counting differently makes',
      shows: ['ticketsInTime', 'breachMinutes', 'tickets', 'hoursInHand', 'availability', 'cost'],
    },
  ],
})

type Says = Readonly<
  Record<'ticketsInTime' | 'breachMinutes' | 'tickets' | 'hoursInHand' | 'availability' | 'cost', string>
>
/** By how much each figure may differ, as decimal text. */
export const tolerancesOf = (says: Says): Readonly<Record<MeasuredFact, string>> => ({
  tickets_in_time: says.ticketsInTime,
  breach_minutes: says.breachMinutes,
  tickets: says.tickets,
  hours_in_hand: says.hoursInHand,
  availability: says.availability,
  cost: says.cost,
})
