import type { ReactNode } from 'react'
import { dayText } from '../../../kernel/web/field/when.ts'
import { countText, roundMoneyText, wordOf } from '../../../kernel/web/field/words.ts'
import { amountsText } from './amounts.ts'
import { Anchor, Rows } from './anchor.web.tsx'
import css from './glance.module.css'
import type { Costs, Leave, VendorOverview } from './overview.ts'

interface AnswersProps {
  readonly overview: VendorOverview
  readonly vendor: { readonly id: string; readonly name: string }
}

/** What it costs, when we can leave, what hangs on it: each figure opens to what it comes from. */
export function Answers({ overview: { buys, costs, leave, hangs, hanging }, vendor }: AnswersProps) {
  if (buys.length === 0 && !leave?.contracts)
    return (
      <p className={css.nothing}>
        We buy nothing of {vendor.name} at present. What is bought there is entered as an engagement.
      </p>
    )
  const running = { vendor: vendor.id, state: ['live', 'ending'] }
  return (
    <dl className={css.answers}>
      <div>
        <dt>What it costs</dt>
        <dd className={css.figure}>
          {costs.expected.length === 0 ? (
            'Not known'
          ) : (
            <Rows type="engagement" filter={running}>
              {amountsText(costs.expected)} a year
            </Rows>
          )}
        </dd>
        <dd>
          <CostWords costs={costs} vendor={vendor.id} buys={buys.length} />
        </dd>
      </div>
      {leave && <WhenToLeave leave={leave} vendor={vendor.id} />}
      <div>
        <dt>What hangs on it</dt>
        <dd className={css.figure}>
          <Hanging hanging={hanging} hangs={hangs} />
        </dd>
        <dd>
          {hanging.count === 0
            ? 'No engagement that runs names a service of ours.'
            : `${vitalWords(hanging, hangs[0]?.criticality ?? 'normal')} ${directWords(hanging.count, hangs.filter(({ isDirect }) => isDirect).length)}`}
        </dd>
      </div>
    </dl>
  )
}

/** An address holds only so many services; a longer list is below. */
const inAddress = 60

function Hanging({ hanging: { count }, hangs }: Pick<VendorOverview, 'hanging' | 'hangs'>): ReactNode {
  if (count === 0) return 'Nothing'
  const words = count === 1 ? 'One service' : `${countText(count)} services`
  if (count > inAddress) return words
  return (
    <Rows type="service" filter={{ id: hangs.map(({ id }) => id) }}>
      {words}
    </Rows>
  )
}

function vitalWords({ count, vital }: VendorOverview['hanging'], criticality: string): string {
  if (count === 1) return `It is ${wordOf(criticality).toLowerCase()}.`
  if (vital === 0) return 'None of them is vital.'
  return vital === 1 ? 'One of them is vital.' : `${countText(vital)} of them are vital.`
}

function directWords(all: number, direct: number): string {
  if (direct === all) return ''
  return `${direct === 1 ? 'One hangs' : `${countText(direct)} hang`} on it directly, the rest by way of others.`
}

/** What contracts say of the cost, and how that differs from what is expected. */
function CostWords({ costs: { agreed }, vendor, buys }: { costs: Costs; vendor: string; buys: number }): ReactNode {
  const things = `for ${buys === 1 ? 'one thing' : `${countText(buys)} things`}, as expected.`
  if (agreed === null) return things
  const { contracts, perYear, unpriced, differs, uncovered } = agreed
  const filter = { engagement: { where: { vendor } }, state: 'in_force' }
  return (
    <>
      {things}{' '}
      <Rows type="contract" filter={filter}>
        {contracts === 1 ? 'One contract' : `${countText(contracts)} contracts`}
      </Rows>{' '}
      {perYear.length > 0 && `${contracts === 1 ? 'comes' : 'come'} to ${amountsText(perYear)} a year`}
      {perYear.length > 0 && differenceWords(differs)}
      {perYear.length === 0 && `${contracts === 1 ? 'says' : 'say'} no price for a year`}.
      {perYear.length > 0 && unpriced > 0 && ` ${unpriced === 1 ? 'One says' : `${countText(unpriced)} say`} no price.`}
      {uncovered.count > 0 &&
        ` ${uncovered.count === 1 ? 'One thing has' : `${countText(uncovered.count)} things have`} no contract in force${
          uncovered.expected.length > 0 ? `: ${amountsText(uncovered.expected)} a year` : ''
        }.`}
    </>
  )
}

const differenceWords = (differs: NonNullable<Costs['agreed']>['differs']): string =>
  differs.length === 0
    ? ''
    : `, ${differs.map(({ by, isMore }) => `${roundMoneyText(by)} ${isMore ? 'more' : 'less'}`).join(' and ')} than expected`

function WhenToLeave({ leave: { contracts, bound, unbound, notice }, vendor }: { leave: Leave; vendor: string }) {
  const filter = { engagement: { where: { vendor } }, state: 'in_force' }
  const isSame = notice !== null && bound?.contract.id === notice.contract.id
  return (
    <div>
      <dt>When we can leave</dt>
      <dd className={css.figure}>
        {contracts === 0 && 'Nothing binds us'}
        {contracts > 0 && (
          <Rows type="contract" filter={filter}>
            {bound ? `After ${dayText(bound.until)}` : 'Not known'}
          </Rows>
        )}
      </dd>
      <dd>
        {contracts === 0 && 'No contract in force is about what we buy there.'}
        {bound && (
          <>
            Bound the longest by{' '}
            <Anchor type="contract" id={bound.contract.number ?? bound.contract.id}>
              {bound.contract.title}
            </Anchor>
            {isSame && `, whose notice has to be sent by ${dayText(notice.by)}`}.{' '}
          </>
        )}
        {contracts > 0 &&
          unbound > 0 &&
          `${unbound === 1 ? 'One contract doesn’t' : `${countText(unbound)} contracts don’t`} say until when. `}
        {notice && !isSame && (
          <>
            The next notice, for{' '}
            <Anchor type="contract" id={notice.contract.number ?? notice.contract.id}>
              {notice.contract.title}
            </Anchor>
            , has to be sent by {dayText(notice.by)}.
          </>
        )}
      </dd>
    </div>
  )
}
