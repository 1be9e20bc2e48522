import { Button, FileButton, Progress, Select } from '@mantine/core'
import IconFileUpload from '@tabler/icons-react/dist/esm/icons/IconFileUpload.mjs'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { csvLine } from '../../importing/csv-text.ts'
import { labelOf, storedFields } from '../../record/registry.ts'
import { ApiProblem } from '../api.web.ts'
import { useRegistry } from '../application.web.ts'
import { useMe } from '../session.web.tsx'
import { uploadImport } from './data.web.ts'
import css from './importing.module.css'

const largest = 100 * 1024 * 1024

/** The first step: what the rows are, and the file, by drop or choice. */
export function UploadFile({ type: given }: { type: string | null }) {
  const me = useMe()
  const navigate = useNavigate()
  const types = useRegistry().records.filter(({ name }) => me.can[name]?.create)
  const [chosen, setType] = useState(given ?? types[0]?.name ?? null)
  const [done, setDone] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const type = types.some(({ name }) => name === chosen) ? chosen : null

  const send = async (file: File | null) => {
    if (!file || !type || done !== null) return
    setProblem(null)
    if (file.size > largest) return setProblem(`${file.name} is larger than 100 MB. Split it into several files.`)
    setDone(0)
    try {
      const created = await uploadImport({ file, type, onProgress: setDone })
      await navigate({ to: `/imports/${created.id}` })
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.message : 'The file could not be sent. Try again.')
      setDone(null)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send(event.dataTransfer.files[0] ?? null)
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
        {done === null ? (
          <>
            <IconFileUpload size={28} stroke={1.4} aria-hidden />
            <p className={css.dropText}>Drop a CSV or Excel file here, or</p>
            <FileButton accept=".csv,.tsv,.txt,.xlsx,text/csv" onChange={(file) => void send(file)}>
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
        ) : (
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
  const headers = storedFields(record).map(([name, field]) => labelOf(name, field))
  const address = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${csvLine(headers)}`)}`
  return (
    <a className={css.template} href={address} download={`${type}-template.csv`}>
      Download an empty file with all columns
    </a>
  )
}
