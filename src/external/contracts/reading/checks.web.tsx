import { Button, Menu, Select } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMe } from '../../../kernel/web/session.web.tsx'
import type { Range } from '../documents/contract-text.ts'
import { useSend } from './data.web.ts'
import { CheckItem } from './item.web.tsx'
import css from './reading.module.css'
import type { ReadCheck, Reading } from './wire.ts'
import { outcomeWords, type Standing, verdictOrder, verdictWords } from './words.ts'

interface ChecksProps {
  readonly reading: Reading
  readonly check: ReadCheck | null
  readonly standing: readonly Standing[]
  readonly active: string | null
  readonly onCheck: (id: string) => void
  readonly onItem: (item: string | null) => void
  readonly onShow: (passage: Range, item: string) => void
}

/** The checklist beside the text: how it stands in a sentence, then its items, those first that need somebody. */
export function Checks({ reading, check, standing, active, onCheck, onItem, onShow }: ChecksProps) {
  const step = (by: 1 | -1) => {
    const at = standing.findIndex(({ kept }) => kept.item === active)
    const next = standing[Math.min(standing.length - 1, Math.max(0, at + by))]
    if (!next) return
    onItem(next.kept.item)
    const [first] = next.kept.citations
    if (first) onShow(first, next.kept.item)
  }
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ])
  if (!check) return <NoCheck reading={reading} onCheck={onCheck} />
  return (
    <>
      <div className={css.which}>
        {reading.checks.length > 1 ? (
          <Select
            aria-label="Checklist"
            allowDeselect={false}
            data={reading.checks.map(({ id, name }) => ({ value: id, label: name }))}
            value={check.id}
            onChange={(id) => id && onCheck(id)}
          />
        ) : (
          <h2>{check.name}</h2>
        )}
        <Begin reading={reading} onCheck={onCheck} />
      </div>
      {check.verdicts === null ? (
        <p className={css.dim}>The text isn’t judged yet. It is as soon as it is read.</p>
      ) : (
        <>
          <Outcome standing={standing} />
          {check.isOutdated && (
            <p className={css.warning} role="note">
              The file was replaced since this was checked, so the passages aren’t marked. Check it anew to see where
              they stand now.
            </p>
          )}
          <ol className={css.items}>
            {standing.map((one) => (
              <CheckItem
                key={one.kept.item}
                check={check}
                standing={one}
                text={reading.text ?? ''}
                isOpen={active === one.kept.item}
                onToggle={() => onItem(active === one.kept.item ? null : one.kept.item)}
                onShow={(passage) => onShow(passage, one.kept.item)}
              />
            ))}
          </ol>
          <p className={css.dim}>
            J and K go to the next item and to the one before. Words are compared, not meaning: look at the passages.
          </p>
        </>
      )}
    </>
  )
}

function Outcome({ standing }: { standing: readonly Standing[] }) {
  return (
    <div className={css.outcome}>
      <p>{outcomeWords(standing)}</p>
      <div className={css.bar} aria-hidden>
        {verdictOrder
          .toReversed()
          .map((verdict) => ({ verdict, count: standing.filter((one) => one.verdict === verdict).length }))
          .filter(({ count }) => count > 0)
          .map(({ verdict, count }) => (
            <span key={verdict} data-tone={verdictWords[verdict].tone} style={{ flexGrow: count }} />
          ))}
      </div>
    </div>
  )
}

function NoCheck({ reading, onCheck }: Pick<ChecksProps, 'reading' | 'onCheck'>) {
  const me = useMe()
  const mayBegin = me.can['compliance_check']?.create === true
  return (
    <div className={css.none}>
      <h2>Not checked yet</h2>
      <p>
        {mayBegin
          ? 'Choose what the text has to say. Each item gets a verdict with the passage that it rests on.'
          : 'Nobody has checked this text against a law or a standard. Whoever keeps contracts can.'}
      </p>
      <ul className={css.choices}>
        {mayBegin &&
          reading.checklists.map((checklist) => (
            <li key={checklist.id}>
              <BeginButton reading={reading} checklist={checklist} onCheck={onCheck} />
              <span className={css.dim}>{checklist.about}</span>
            </li>
          ))}
      </ul>
    </div>
  )
}

type Checklist = Reading['checklists'][number]

function BeginButton({
  reading,
  checklist,
  onCheck,
}: { checklist: Checklist } & Pick<ChecksProps, 'reading' | 'onCheck'>) {
  const begin = useBegin(reading, onCheck)
  return (
    <Button variant="default" onClick={() => void begin(checklist)}>
      Check against {checklist.name}
    </Button>
  )
}

function Begin({ reading, onCheck }: Pick<ChecksProps, 'reading' | 'onCheck'>) {
  const me = useMe()
  const begin = useBegin(reading, onCheck)
  if (me.can['compliance_check']?.create !== true) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs">
          Check against…
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reading.checklists.map((checklist) => (
          <Menu.Item key={checklist.id} onClick={() => void begin(checklist)}>
            {checklist.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function useBegin(reading: Reading, onCheck: (id: string) => void) {
  const send = useSend()
  return async ({ id, name }: Checklist) => {
    const body = {
      name,
      document: reading.document.id,
      checklist: id,
    }
    if (await send('/compliance-checks', body, 'Checked')) onCheck(`newest ${id}`)
  }
}
