import { Button, Group, Radio, Text } from '@mantine/core'
import { useState } from 'react'
import type { Difference } from '../../errors.ts'
import type { AnyRecord } from '../../record/define.ts'
import { labelOf } from '../../record/registry.ts'
import { formatValue } from '../../record/text.ts'
import { ShowValue } from '../field/show.web.tsx'
import { Dialog } from './dialog.web.tsx'
import type { Side } from './merge.ts'
import classes from './record.module.css'

interface MergeProps {
  record: AnyRecord
  differences: readonly Difference[]
  onAnswer: (picks: Readonly<Record<string, Side>> | null) => void
}

/** Someone else changed the same fields: shows both values and the one before, and lets a person pick, field by field. */
export function MergeDialog({ record, differences, onAnswer }: MergeProps) {
  const [picks, setPicks] = useState<Readonly<Record<string, Side>>>({})
  const pick = (field: string, side: Side) => setPicks((now) => ({ ...now, [field]: side }))
  const isDecided = differences.every(({ field }) => picks[field])
  return (
    <Dialog onClose={() => onAnswer(null)} title="Someone else changed this too" size="lg">
      <Text size="sm" c="dimmed" mb="md">
        While you were editing, {differences.length === 1 ? 'this value was' : 'these values were'} changed and saved.
        Nothing is lost: choose what to keep.
      </Text>
      {differences.map((difference) => (
        <Clash
          key={difference.field}
          record={record}
          difference={difference}
          side={picks[difference.field]}
          onPick={pick}
          isFirst={difference === differences[0]}
        />
      ))}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => onAnswer(null)}>
          Keep editing
        </Button>
        <Button disabled={!isDecided} onClick={() => onAnswer(picks)}>
          Save what I chose
        </Button>
      </Group>
    </Dialog>
  )
}

interface ClashProps {
  record: AnyRecord
  difference: Difference
  side: Side | undefined
  onPick: (field: string, side: Side) => void
  isFirst: boolean
}

/** Kinds drawn as links, which must not stand inside what is itself pressed. */
const linked = new Set(['email', 'url', 'phone', 'ref', 'refs', 'longText'])

function Clash({ record, difference, side, onPick, isFirst }: ClashProps) {
  const { field, yours, theirs, base } = difference
  const definition = record.fields[field]
  const label = labelOf(field, definition)
  const show = (value: unknown) =>
    definition && linked.has(definition.kind) ? (
      formatValue(definition, value) || 'Nothing'
    ) : (
      <ShowValue record={record} field={field} value={value} />
    )
  const said = (value: unknown): string => (definition && formatValue(definition, value)) || 'nothing'
  return (
    <Radio.Group label={label} value={side ?? null} onChange={(value) => onPick(field, value as Side)} mb="md">
      <div className={classes.clash}>
        <Radio.Card
          data-autofocus={isFirst || undefined}
          value="yours"
          className={classes.clashSide}
          aria-label={`Keep yours for ${label}: ${said(yours)}`}
        >
          <span className={classes.small}>Yours</span>
          {show(yours)}
        </Radio.Card>
        <Radio.Card
          value="theirs"
          className={classes.clashSide}
          aria-label={`Keep theirs for ${label}: ${said(theirs)}`}
        >
          <span className={classes.small}>Theirs, saved now</span>
          {show(theirs)}
        </Radio.Card>
        <div className={classes.clashBase}>
          <span className={classes.small}>Before</span>
          {show(base)}
        </div>
      </div>
    </Radio.Group>
  )
}
