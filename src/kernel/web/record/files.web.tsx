import { ActionIcon, Button, FileButton, Progress } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { type DragEvent, useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import type { StoredFile } from '../../traits/wire.ts'
import { addressOf, keys } from '../api.web.ts'
import { When } from '../field/when.web.tsx'
import { useChangeTrait, useParts } from './ask.web.ts'
import { sizeText } from '../../files/size.ts'
import classes from './record.module.css'
import traits from './traits.module.css'
import { useRemoval } from './remove.web.ts'
import type { Row } from './row.ts'
import { Failed, Lines } from './states.web.tsx'
import { sendFile, type Upload } from './upload.web.ts'
import { wordsOf } from './value.web.tsx'

/** The files of a record: several at once by drop or choice, with previews of pictures. */
export function Files({ record, row, isFrozen }: { record: AnyRecord; row: Row; isFrozen: boolean }) {
  const { data, error, refetch } = useParts(record, row.id)
  const change = useChangeTrait(row.id)
  const removal = useRemoval((id) => change('DELETE', `/files/${id}`))
  const uploads = useUploads(row.id)
  const [isOver, setOver] = useState(false)
  const canWrite = row.can.includes('update') && !isFrozen
  if (error && !data) return <Failed problem={error} onRetry={() => void refetch()} />
  const files = (data?.files ?? []).filter((file) => !removal.isRemoved(file.id))

  const over = (event: DragEvent) => {
    if (!canWrite || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    if (!canWrite) return
    event.preventDefault()
    setOver(false)
    uploads.send([...event.dataTransfer.files])
  }
  return (
    <section
      className={`${classes.panel} ${classes.narrow}`}
      aria-label="Files"
      data-over={isOver || undefined}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 className={classes.panelHead}>
        Files
        {files.length > 0 && <span className={classes.count}>{files.length}</span>}
        {canWrite && (
          <FileButton multiple onChange={uploads.send}>
            {(props) => (
              <Button
                {...props}
                className={`${classes.right} ${classes.noPrint}`}
                size="compact-xs"
                variant="default"
                leftSection={<IconUpload size={13} />}
              >
                Add files
              </Button>
            )}
          </FileButton>
        )}
      </h2>
      {!data && <Lines count={3} />}
      <ul className={classes.rows}>
        {files.map((file) => (
          <FileLine
            key={file.id}
            file={file}
            canRemove={canWrite && file.can.includes('remove')}
            onRemove={() => removal.remove(file.id, `${file.name} was removed`)}
          />
        ))}
        {uploads.shown.map((upload) => (
          <UploadLine key={upload.id} upload={upload} onClose={() => uploads.close(upload.id)} />
        ))}
      </ul>
      {data && files.length === 0 && uploads.shown.length === 0 && (
        <p className={traits.dropHint}>
          {canWrite ? 'Contracts, drawings, screenshots: drop files here, or add them.' : 'No files.'}
        </p>
      )}
    </section>
  )
}

function FileLine({ file, canRemove, onRemove }: { file: StoredFile; canRemove: boolean; onRemove: () => void }) {
  return (
    <li>
      <span className={traits.thumb}>
        {file.hasPreview ? (
          <img src={addressOf(`/files/${file.id}/preview`)} alt="" loading="lazy" />
        ) : (
          <IconFile size={18} stroke={1.5} />
        )}
      </span>
      <span className={classes.grow}>
        <a className={traits.fileName} href={addressOf(`/files/${file.id}`)} download={file.name}>
          {file.name}
        </a>
        <span className={classes.small}>
          {sizeText(file.size)} · {file.by.name} · <When value={file.at} />
        </span>
      </span>
      {canRemove && (
        <ActionIcon className={classes.quiet} size={26} aria-label={`Remove ${file.name}`} onClick={onRemove}>
          <IconTrash size={15} />
        </ActionIcon>
      )}
    </li>
  )
}

function UploadLine({ upload, onClose }: { upload: Upload; onClose: () => void }) {
  return (
    <li>
      <span className={traits.thumb}>
        <IconUpload size={16} stroke={1.5} />
      </span>
      <span className={classes.grow}>
        {upload.name}
        {upload.says ? (
          <span className={traits.problem} role="alert">
            {upload.says}
          </span>
        ) : (
          <Progress value={upload.done * 100} size={4} mt={6} aria-label={`Sending ${upload.name}`} />
        )}
      </span>
      {upload.says && (
        <ActionIcon size={26} aria-label={`Forget ${upload.name}`} onClick={onClose}>
          <IconX size={15} />
        </ActionIcon>
      )}
    </li>
  )
}

function useUploads(recordId: string) {
  const client = useQueryClient()
  const [shown, setShown] = useState<readonly Upload[]>([])
  const change = (id: string, patch: Partial<Upload>) =>
    setShown((now) => now.map((upload) => (upload.id === id ? { ...upload, ...patch } : upload)))
  const close = (id: string) => setShown((now) => now.filter((upload) => upload.id !== id))

  const sendOne = async (id: string, file: File): Promise<void> => {
    try {
      await sendFile(recordId, file, (done) => change(id, { done }))
      await client.invalidateQueries({ queryKey: keys.traits(recordId) })
      close(id)
    } catch (problem) {
      change(id, { says: wordsOf(problem) })
    }
  }
  const send = (files: readonly File[]): void => {
    const started = files.map((file) => ({
      file,
      upload: { id: crypto.randomUUID(), name: file.name, size: file.size, done: 0, says: null },
    }))
    setShown((now) => [...now, ...started.map(({ upload }) => upload)])
    void started.reduce((before, { file, upload }) => before.then(() => sendOne(upload.id, file)), Promise.resolve())
  }
  return { shown, send, close }
}
