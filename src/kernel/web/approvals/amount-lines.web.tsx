import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import type { AnyRecord } from '../../record/define.ts'
import css from './ask-approval.module.css'
import { type AmountPart, nobodyYet, type WhoChoice } from './asked-step.ts'
import { PartyInput } from './party.web.tsx'

interface LinesProps {
  readonly lines: readonly AmountPart[]
  readonly choices: readonly WhoChoice[]
  readonly person: AnyRecord
  readonly onChange: (lines: readonly AmountPart[]) => void
}

/** Who decides up to which amount; the last line is for all that is larger. */
export function AmountLines({ lines, choices, person, onChange }: LinesProps) {
  const plain = choices.filter(({ value }) => !value.startsWith('amount:'))
  const last = lines.length - 1
  return (
    <div className={css.amounts}>
      {lines.map((line, at) => (
        <div
          key={at}
          className={css.amount}
          role="group"
          aria-label={at === last ? 'Above that' : `Up to ${line.upTo}`}
        >
          {at === last ? (
            <span className={css.above}>Above that</span>
          ) : (
            <TextInput
              label="Up to"
              inputMode="decimal"
              value={line.upTo}
              error={isAmount(line.upTo) ? undefined : 'Such as 5000 or 2500.50.'}
              onChange={({ currentTarget }) => onChange(lines.with(at, { ...line, upTo: currentTarget.value.trim() }))}
            />
          )}
          <NativeSelect
            label="Who decides"
            data={plain.map(({ value, label }) => ({ value, label }))}
            value={line.who}
            onChange={({ currentTarget }) => onChange(lines.with(at, { ...line, who: currentTarget.value }))}
          />
          {at < last && last > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove the line up to ${line.upTo}`}
              onClick={() => onChange(lines.toSpliced(at, 1))}
            >
              <IconX size={15} />
            </ActionIcon>
          )}
          <div className={css.whole}>
            <PartyInput
              party={line}
              person={person}
              onChange={(party) => onChange(lines.with(at, { ...line, ...party }))}
            />
          </div>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={lines.length >= 10}
        onClick={() => onChange(lines.toSpliced(last, 0, { ...nobodyYet, upTo: '' }))}
      >
        Another amount
      </Button>
    </div>
  )
}

const isAmount = (text: string): boolean => /^\d{1,18}(\.\d{1,8})?$/.test(text)
