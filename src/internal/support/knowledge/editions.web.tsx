import { Button, Modal, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { momentText } from '../../../kernel/web/field/when.ts'
import { useEditions } from './data.web.ts'
import type { Edition } from './editions.ts'
import { diffLines, type Line } from './line-diff.ts'
import css from './writing.module.css'
import unseen from '../../../kernel/web/unseen.module.css'

interface EditionsProps {
  readonly id: string
  /** The text as it is written now. */
  readonly current: string
  readonly onTake: (text: string) => void
}

/** Every text that people have read, compared with the one being written; any can be taken back. */
export function Editions({ id, current, onTake }: EditionsProps) {
  const [isOpen, { open, close }] = useDisclosure(false)
  const { data = [], isPending } = useEditions(id, isOpen)
  const [chosen, setChosen] = useState<number | null>(null)
  const edition = data.find(({ number }) => number === chosen) ?? data[0]
  return (
    <>
      <Button variant="subtle" onClick={open}>
        Editions
      </Button>
      <Modal opened={isOpen} onClose={close} title="What people have read" size="xl">
        {edition ? (
          <Compared
            edition={edition}
            all={data}
            current={current}
            onChoose={setChosen}
            onTake={() => {
              onTake(edition.body)
              close()
            }}
          />
        ) : (
          <p className={css.dim}>{isPending ? 'One moment …' : 'It was never published, so nobody has read it yet.'}</p>
        )}
      </Modal>
    </>
  )
}

interface ComparedProps {
  readonly edition: Edition
  readonly all: readonly Edition[]
  readonly current: string
  readonly onChoose: (number: number) => void
  readonly onTake: () => void
}

function Compared({ edition, all, current, onChoose, onTake }: ComparedProps) {
  const lines = diffLines(edition.body, current)
  const isSame = lines.every(({ kind }) => kind === 'same')
  return (
    <>
      <div className={css.chosen}>
        <Select
          label="Edition"
          value={String(edition.number)}
          onChange={(value) => value && onChoose(Number(value))}
          data={all.map(({ number, at, by }) => ({
            value: String(number),
            label: `Edition ${number}, ${momentText(at)}, by ${by}`,
          }))}
          allowDeselect={false}
          className={css.grow}
        />
        <Button variant="default" disabled={isSame} onClick={onTake}>
          Take this text back
        </Button>
      </div>
      {edition.reason && <p className={css.dim}>“{edition.reason}”</p>}
      <p className={css.dim}>
        {isSame ? 'The text you are writing is the same.' : 'What you are writing, compared with it:'}
      </p>
      {!isSame && (
        <div className={css.diff} role="region" aria-label="Differences">
          {shortened(lines).map((line, place) => (
            <p key={place} data-kind={line.kind}>
              <span aria-hidden>{signs[line.kind]}</span>
              {line.kind !== 'same' && <span className={unseen.unseen}>{words[line.kind]}</span>}
              {line.text || ' '}
            </p>
          ))}
        </div>
      )}
    </>
  )
}

const signs = { same: ' ', gone: '−', new: '+' } as const
const words = { gone: 'Gone: ', new: 'New: ' } as const
const around = 2

/** Only what differs, with two lines around it. */
function shortened(lines: readonly Line[]): readonly Line[] {
  const near = (place: number): boolean =>
    lines.slice(Math.max(0, place - around), place + around + 1).some(({ kind }) => kind !== 'same')
  return lines.flatMap((line, place) => {
    if (near(place)) return [line]
    return near(place + 1) && place > 0 ? [{ kind: 'same' as const, text: '…' }] : []
  })
}
