import { SegmentedControl, TextInput } from '@mantine/core'
import css from './figures.module.css'
import { presetsOf } from './presets.ts'

interface PeriodBarProps {
  readonly from: string
  readonly to: string
  readonly today: string
  readonly onChange: (period: { from: string; to: string }) => void
}

/** Which days the figures are about: by name, or from one day to another. */
export function PeriodBar({ from, to, today, onChange }: PeriodBarProps) {
  const presets = presetsOf(today)
  const chosen = presets.find((one) => one.from === from && one.to === to)?.key ?? 'own'
  const choose = (key: string): void => {
    const preset = presets.find((one) => one.key === key)
    if (preset) onChange({ from: preset.from, to: preset.to })
  }
  return (
    <div className={css.period}>
      <SegmentedControl
        size="xs"
        value={chosen}
        onChange={choose}
        aria-label="Period"
        data={[
          ...presets.map(({ key, label }) => ({ value: key, label })),
          ...(chosen === 'own' ? [{ value: 'own', label: 'Own' }] : []),
        ]}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="From"
        value={from}
        max={to}
        onChange={({ currentTarget: { value } }) => value && value <= to && onChange({ from: value, to })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label="To"
        value={to}
        min={from}
        onChange={({ currentTarget: { value } }) => value && value >= from && onChange({ from, to: value })}
      />
    </div>
  )
}
