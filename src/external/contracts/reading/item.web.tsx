import { Button } from '@mantine/core'
import { useState } from 'react'
import { dayText } from '../../../kernel/web/field/when.ts'
import { Toned } from '../../../kernel/web/field/state.web.tsx'
import type { Range } from '../documents/contract-text.ts'
import { diffWords } from '../documents/diff-words.ts'
import { useSend } from './data.web.ts'
import { JudgeForm } from './judge.web.tsx'
import css from './reading.module.css'
import type { ReadCheck } from './wire.ts'
import { type Standing, verdictWords } from './words.ts'

interface ItemProps {
  readonly check: ReadCheck
  readonly standing: Standing
  readonly text: string
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onShow: (passage: Range) => void
}

/** One thing that the checklist asks for: the verdict, and once opened why, with the passages in their words. */
export function CheckItem({ check, standing, text, isOpen, onToggle, onShow }: ItemProps) {
  const { kept, title, verdict } = standing
  const { says, tone } = verdictWords[verdict]
  const hasDrifted = kept.drift?.how === 'judged again'
  return (
    <li className={css.item} data-open={isOpen || undefined} data-item={kept.item}>
      <h3 className={css.itemHead}>
        <button type="button" aria-expanded={isOpen} onClick={onToggle}>
          <span className={css.itemTitle}>{title}</span>
          <span className={css.itemFacts}>
            <Toned tone={tone}>{says}</Toned>
            {check.rulings[kept.item] && <span className={css.tag}>judged by a person</span>}
            {hasDrifted && <span className={css.tag}>reads differently now</span>}
          </span>
        </button>
      </h3>
      {isOpen && <ItemBody check={check} standing={standing} text={text} onShow={onShow} />}
    </li>
  )
}

function ItemBody({ check, standing, text, onShow }: Omit<ItemProps, 'isOpen' | 'onToggle'>) {
  const { kept, source, requirement } = standing
  const [isJudging, setJudging] = useState(false)
  const mayJudge = check.can.includes('action:judge') && !check.isOutdated
  return (
    <div className={css.itemBody}>
      <p className={css.asked}>
        {requirement} <cite>{source}</cite>
      </p>
      <p>{kept.why}</p>
      <Quotes standing={standing} onShow={onShow} />
      <Drift standing={standing} />
      <Ruling check={check} standing={standing} text={text} onShow={onShow} />
      {mayJudge && !isJudging && (
        <Button variant="default" size="xs" onClick={() => setJudging(true)}>
          Judge it yourself
        </Button>
      )}
      {isJudging && <JudgeForm check={check} standing={standing} text={text} onDone={() => setJudging(false)} />}
    </div>
  )
}

const bearing = { says: null, weakens: 'only in part', hints: 'speaks of it', denies: 'says otherwise' } as const

function Quotes({ standing: { kept }, onShow }: Pick<ItemProps, 'standing' | 'onShow'>) {
  if (kept.citations.length === 0) return null
  const each = [...new Map(kept.citations.map((one) => [`${one.start} ${one.end}`, one])).values()]
  return (
    <ul className={css.quotes}>
      {each.map(({ start, end, quote, place, bears }) => (
        <li key={`${start} ${end}`}>
          <button type="button" data-bears={bears} onClick={() => onShow({ start, end })}>
            <span className={css.place}>
              {place}
              {bearing[bears] && <span className={css.bears}> · {bearing[bears]}</span>}
            </span>
            <q>{quote}</q>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Drift({ standing: { kept } }: Pick<ItemProps, 'standing'>) {
  const { drift } = kept
  if (!drift) return null
  const changed = drift.passages.filter(({ kind }) => kind !== 'same')
  return (
    <section className={css.drift} aria-label="Since the version before">
      <h4>Since the version before</h4>
      <p>{drift.why}</p>
      {changed.map(({ quoteBefore, quoteAfter, before, after }) => (
        <p key={`${before?.start ?? ''} ${after?.start ?? ''}`} className={css.diff}>
          {diffWords(quoteBefore ?? '', quoteAfter ?? '').map(({ kind, text }, at) =>
            kind === 'gone' ? (
              <del key={at}>{text}</del>
            ) : kind === 'new' ? (
              <ins key={at}>{text}</ins>
            ) : (
              <span key={at}>{text}</span>
            ),
          )}
        </p>
      ))}
    </section>
  )
}

function Ruling({ check, standing: { kept }, text, onShow }: Omit<ItemProps, 'isOpen' | 'onToggle'>) {
  const send = useSend()
  const ruling = check.rulings[kept.item]
  if (!ruling) return null
  const { passage } = ruling
  return (
    <section className={css.ruling} aria-label="Judged by a person">
      <p>
        <strong>
          {ruling.by} judged it “{verdictWords[ruling.verdict].says.toLowerCase()}”
        </strong>{' '}
        on {dayText(ruling.at.slice(0, 10))}: {ruling.reason}
      </p>
      {passage && (
        <ul className={css.quotes}>
          <li>
            <button type="button" onClick={() => onShow(passage)}>
              <q>{text.slice(passage.start, passage.end)}</q>
            </button>
          </li>
        </ul>
      )}
      <p className={css.dim}>By the rules it is “{verdictWords[kept.verdict].says.toLowerCase()}”.</p>
      {check.can.includes('action:takeBack') && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() =>
            void send(
              `/compliance-checks/${check.id}/actions/takeBack`,
              { item: kept.item },
              'The verdict of the rules counts again',
            )
          }
        >
          Let the rules decide again
        </Button>
      )}
    </section>
  )
}
