import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { type Density, useDensity } from '../preferences.web.ts'
import css from './shell.module.css'

/** How the app looks to this reader: light or dark, roomy or tight. */
export default function Looks() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  return (
    <>
      <div className={css.choice}>
        <span id="look">Look</span>
        <SegmentedControl
          aria-labelledby="look"
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
        <span id="density">Rows</span>
        <SegmentedControl
          aria-labelledby="density"
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
