import { dayNow } from '../../kernel/web/field/when.ts'
import { quarterOf } from './quarter.ts'
import { useTotals } from './renewals.data.web.ts'
import { Sum } from './totals.web.tsx'

/** What is to be decided until the quarter ends, in a sentence. */
export default function RenewalsGlance() {
  const quarter = quarterOf(dayNow())
  const wanted = { from: undefined, to: quarter.to, isDecided: false }
  const { data } = useTotals(wanted)
  return data && <Sum totals={data} wanted={wanted} quarter={quarter} isNow />
}
