import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import type { SheetSize } from '../../importing/table.ts'
import { countText } from '../field/words.ts'
import css from './importing.module.css'
import sheetsCss from './sheets.module.css'

/** Which sheet of a workbook is meant, where several hold rows. */
export function ChooseSheet({
  fileName,
  sheets,
  likely,
  onChoose,
  onCancel,
}: {
  fileName: string
  sheets: readonly SheetSize[]
  likely: string | null
  onChoose: (sheet: string) => void
  onCancel: () => void
}) {
  const [chosen, choose] = useState(likely)
  return (
    <div className={sheetsCss.sheets}>
      <Radio.Group label={`Which sheet of ${fileName}?`} value={chosen} onChange={choose}>
        {sheets.map(({ name, rows }) => (
          <Radio
            key={name}
            value={name}
            label={name}
            description={rows === 0 ? 'no rows' : `${countText(rows)} ${rows === 1 ? 'row' : 'rows'}`}
            disabled={rows === 0}
            size="sm"
          />
        ))}
      </Radio.Group>
      <div className={css.actions}>
        <Button h={32} px={14} disabled={chosen === null} onClick={() => chosen !== null && onChoose(chosen)}>
          Use this sheet
        </Button>
        <Button h={32} variant="subtle" color="gray" onClick={onCancel}>
          Choose another file
        </Button>
      </div>
    </div>
  )
}
