import { Checkbox, SegmentedControl } from '@mantine/core'
import { type Mapping, matchableFields, targetLabel } from '../../importing/mapping.ts'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import columns from './columns.module.css'
import css from './importing.module.css'

/** By which rules rows are taken: how existing records are recognised, what may happen to them, what an empty cell means. */
export function Rules({
  record,
  mapping,
  onChange,
}: {
  record: AnyRecord
  mapping: Mapping
  onChange: (next: Mapping) => void
}) {
  const [one, many] = record.label.map((word) => inSentence(word))
  const mapped = mapping.columns.map(({ field }) => field)
  const within = record.matchWithin !== undefined && mapped.includes(record.matchWithin) ? record.matchWithin : null
  const keys = matchableFields(record).filter((name) => mapped.includes(name))
  const toggle = (name: string) => {
    const matchOn = mapping.matchOn.includes(name)
      ? mapping.matchOn.filter((other) => other !== name)
      : keys.filter((key) => key === name || mapping.matchOn.includes(key))
    onChange({ ...mapping, matchOn })
  }
  return (
    <section className={columns.rules} aria-label="Rules">
      <fieldset className={columns.rule}>
        <legend>Existing {many} are recognised by</legend>
        <div className={columns.keys}>
          {keys.length === 0 && <span className={css.dim}>No column is mapped to a field that tells them apart.</span>}
          {keys.map((name) => (
            <Checkbox
              key={name}
              size="xs"
              label={targetLabel(record, name)}
              checked={mapping.matchOn.includes(name)}
              onChange={() => toggle(name)}
            />
          ))}
        </div>
        <p className={css.hint}>
          The first of these that a row has a value for decides
          {within && `, among those of the same ${inSentence(targetLabel(record, within))}`}. The same file can come
          again without doubling anything.
        </p>
      </fieldset>
      <fieldset className={columns.rule}>
        <legend>Rows may</legend>
        <SegmentedControl
          size="xs"
          aria-label="What rows may do"
          value={mapping.mode}
          onChange={(mode) => onChange({ ...mapping, mode: mode as Mapping['mode'] })}
          data={[
            { value: 'both', label: 'Create and change' },
            { value: 'create', label: 'Only create' },
            { value: 'update', label: 'Only change' },
          ]}
        />
      </fieldset>
      <fieldset className={columns.rule}>
        <legend>An empty cell</legend>
        <SegmentedControl
          size="xs"
          aria-label="What an empty cell does"
          value={mapping.empty}
          onChange={(empty) => onChange({ ...mapping, empty: empty as Mapping['empty'] })}
          data={[
            { value: 'leave', label: 'Leaves what is there' },
            { value: 'clear', label: `Empties it on the ${one}` },
          ]}
        />
      </fieldset>
    </section>
  )
}
