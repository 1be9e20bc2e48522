import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useId } from 'react'
import { type Density, useDensity } from '../preferences.web.ts'
import css from './shell.module.css'

/** How the app looks in this browser: light or dark, and how close rows stand. */
export function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  const id = useId()
  return (
    <>
      <div className={css.choice}>
        <span id={`${id}look`}>Look</span>
        <SegmentedControl
          aria-labelledby={`${id}look`}
          size="xs"
          value={colorScheme}
          onChange={setColorScheme}
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'auto', label: 'Auto' },
          ]}
        />
      </div>
      <div className={css.choice}>
        <span id={`${id}rows`}>Rows</span>
        <SegmentedControl
          aria-labelledby={`${id}rows`}
          size="xs"
          value={density}
          onChange={(value) => setDensity(value as Density)}
          data={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
        />
      </div>
    </>
  )
}
