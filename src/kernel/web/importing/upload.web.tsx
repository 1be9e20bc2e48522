import { Button, FileButton, Progress, Select } from '@mantine/core'
import IconFileUpload from '@tabler/icons-react/dist/esm/icons/IconFileUpload.mjs'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { csvLine } from '../../importing/csv-text.ts'
import { keyNames, targetLabel, targetNames } from '../../importing/mapping.ts'
import type { SheetSize } from '../../importing/table.ts'
import { ApiProblem } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { useMe } from '../session.web.tsx'
import css from './importing.module.css'
import { askForSheets, uploadImport } from './send-file.web.ts'
import { ChooseSheet } from './sheets.web.tsx'

const largest = 100 * 1024 * 1024

interface Asked {
  readonly file: File
  readonly sheets: readonly SheetSize[]
  readonly likely: string | null
}

/** The first step: what the rows are, and the file, by drop or choice. */
export function UploadFile({ type: given }: { type: string | null }) {
  const me = useMe()
  const navigate = useNavigate()
  const types = useRegistry().records.filter(({ name }) => me.can[name]?.create)
  const [chosen, setType] = useState(given ?? types[0]?.name ?? null)
  const [done, setDone] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const type = types.some(({ name }) => name === chosen) ? chosen : null

  /** Sends a file step by step; what goes wrong is shown, and another one can be chosen. */
  const attempt = async (step: () => Promise<unknown>) => {
    setProblem(null)
    setAsked(null)
    setDone(0)
    try {
      await step()
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.message : 'The file could not be sent. Try again.')
      setDone(null)
    }
  }
  const upload = async (file: File, type: string, sheet?: string) => {
    const created = await uploadImport({ file, type, ...(sheet ? { sheet } : {}), onProgress: setDone })
    await navigate({ to: `/imports/${created.id}` })
  }
  const take = async (file: File, type: string) => {
    if (!/\.xlsx$/i.test(file.name)) return upload(file, type)
    const { sheets, chosen: likely } = await askForSheets({ file, type, onProgress: setDone })
    const filled = sheets.filter(({ rows }) => rows > 0)
    if (filled.length < 2) return upload(file, type, filled[0]?.name)
    setDone(null)
    setAsked({ file, sheets, likely })
  }
  const send = (file: File | null) => {
    if (!file || !type || done !== null) return
    if (file.size > largest) return setProblem(`${file.name} is larger than 100 MB. Split it into several files.`)
    void attempt(() => take(file, type))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files[0] ?? null)
  }
  return (
    <section className={css.upload} aria-label="Import a file">
      <div className={css.uploadWhat}>
        <Select
          label="The rows are"
          data={types.map(({ name, label }) => ({ value: name, label: label[1] }))}
          value={type}
          onChange={setType}
          allowDeselect={false}
          searchable={types.length > 8}
          w={220}
        />
        {type && <Template type={type} />}
      </div>
      <div
        className={css.drop}
        data-is-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {asked && type && (
          <ChooseSheet
            fileName={asked.file.name}
            sheets={asked.sheets}
            likely={asked.likely}
            onChoose={(sheet) => void attempt(() => upload(asked.file, type, sheet))}
            onCancel={() => setAsked(null)}
          />
        )}
        {done === null && !asked && (
          <>
            <IconFileUpload size={28} stroke={1.4} aria-hidden />
            <p className={css.dropText}>Drop a CSV or Excel file here, or</p>
            <FileButton accept=".csv,.tsv,.txt,.xlsx,text/csv" onChange={send}>
              {(props) => (
                <Button {...props} h={32} px={14} disabled={!type}>
                  Choose a file
                </Button>
              )}
            </FileButton>
            <p className={css.hint}>
              Up to 100 MB and 500,000 rows. Nothing is changed before you have seen a preview.
            </p>
          </>
        )}
        {done !== null && (
          <div className={css.sending} role="status">
            <p className={css.dropText}>{done < 1 ? 'Sending the file…' : 'Reading the file…'}</p>
            <Progress value={done * 100} animated={done === 1} size="sm" aria-label="Sent" />
          </div>
        )}
      </div>
      {problem && (
        <p className={css.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

/** A file with the right headers and no rows, made here. */
function Template({ type }: { type: string }) {
  const record = useRegistry().record(type)
  const targets = targetNames(record).filter((name) => !keyNames(record).includes(name))
  const headers = targets.map((name) => targetLabel(record, name))
  const address = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${csvLine(headers)}`)}`
  return (
    <a className={css.template} href={address} download={`${type}-template.csv`}>
      Download an empty file with all columns
    </a>
  )
}
