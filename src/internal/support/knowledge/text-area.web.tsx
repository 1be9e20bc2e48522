import { ActionIcon, Button, Popover, SegmentedControl, Textarea, Tooltip } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import IconBold from '@tabler/icons-react/dist/esm/icons/IconBold.mjs'
import IconCode from '@tabler/icons-react/dist/esm/icons/IconCode.mjs'
import IconHeading from '@tabler/icons-react/dist/esm/icons/IconHeading.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconList from '@tabler/icons-react/dist/esm/icons/IconList.mjs'
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs'
import IconPhoto from '@tabler/icons-react/dist/esm/icons/IconPhoto.mjs'
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ClipboardEvent, type DragEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { read } from '../../../kernel/web/api.web.ts'
import { sendFile } from '../../../kernel/web/record/upload.web.ts'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { ArticleText } from './article-text.web.tsx'
import { type Insertion, withInsertion } from './insertion.ts'
import { MarkdownHelp } from './markdown-help.web.tsx'
import { outlineOf } from './outline.ts'
import css from './writing.module.css'

interface TextAreaProps {
  /** The article's id; null while it isn't saved, when it can have no files yet. */
  readonly id: string | null
  readonly value: string
  readonly error: ReactNode
  readonly onChange: (text: string) => void
}
interface StoredFile {
  readonly id: string
  readonly name: string
}

const tools: readonly { readonly says: string; readonly icon: typeof IconBold; readonly insertion: Insertion }[] = [
  { says: 'Heading', icon: IconHeading, insertion: { line: '## ', sample: 'Heading' } },
  { says: 'Bold', icon: IconBold, insertion: { before: '**', after: '**', sample: 'important' } },
  { says: 'Steps', icon: IconListNumbers, insertion: { line: '1. ', sample: 'First, …' } },
  { says: 'List', icon: IconList, insertion: { line: '- ', sample: 'one of several' } },
  { says: 'Link', icon: IconLink, insertion: { before: '[', after: '](https://)', sample: 'words to press' } },
  { says: 'Code', icon: IconCode, insertion: { before: '`', after: '`', sample: 'ipconfig' } },
  { says: 'Table', icon: IconTable, insertion: { block: '| You see | What to do |\n|---|---|\n| … | … |' } },
]

/** Markdown beside what its readers will see; pictures are pasted or dropped in. */
export function TextArea({ id, value, error, onChange }: TextAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const client = useQueryClient()
  const isNarrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false })
  const [view, setView] = useState<'write' | 'preview'>('write')
  const filesKey = ['trait', id ?? '', 'files', 'article']
  const { data: files = [] } = useQuery({
    queryKey: filesKey,
    queryFn: async () => (await read<{ files: readonly StoredFile[] }>(`/records/${id}/files`)).files,
    enabled: id !== null,
  })
  const insert = (insertion: Insertion) => {
    const at = area.current
    if (!at) return
    const next = withInsertion(value, { from: at.selectionStart, to: at.selectionEnd }, insertion)
    onChange(next.text)
    requestAnimationFrame(() => {
      at.focus()
      at.setSelectionRange(next.from, next.to)
    })
  }
  const addPictures = async (given: readonly File[]) => {
    const pictures = given.filter((file) => file.type.startsWith('image/'))
    if (pictures.length === 0) return
    if (id === null) return toast({ says: 'Save the article once; then pictures can be added.' })
    try {
      for (const picture of pictures) {
        await sendFile(id, picture, () => undefined)
        insert({ block: `![${picture.name.replace(/\.\w+$/, '')}](${encodeURIComponent(picture.name)})` })
      }
      await client.invalidateQueries({ queryKey: filesKey })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    if (data.files.length === 0) return
    event.preventDefault()
    void addPictures([...data.files])
  }
  const isWriting = !isNarrow || view === 'write'
  return (
    <section className={css.editor} aria-label="Text">
      <div className={css.tools} role="toolbar" aria-label="Format">
        {tools.map(({ says, icon: Icon, insertion }) => (
          <Tooltip key={says} label={says}>
            <ActionIcon aria-label={says} onClick={() => insert(insertion)} disabled={!isWriting}>
              <Icon size={18} />
            </ActionIcon>
          </Tooltip>
        ))}
        <Tooltip label="Picture">
          <ActionIcon aria-label="Picture" onClick={() => picker.current?.click()} disabled={!isWriting}>
            <IconPhoto size={18} />
          </ActionIcon>
        </Tooltip>
        <input
          ref={picker}
          type="file"
          accept="image/*"
          multiple
          hidden
          aria-label="Pictures"
          onChange={(event) => {
            void addPictures([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <span className={css.grow} />
        {isNarrow && (
          <SegmentedControl
            size="xs"
            aria-label="What is shown"
            value={view}
            onChange={(next) => setView(next === 'preview' ? 'preview' : 'write')}
            data={[
              { value: 'write', label: 'Write' },
              { value: 'preview', label: 'Preview' },
            ]}
          />
        )}
        <Popover position="bottom-end" width={320} trapFocus returnFocus>
          <Popover.Target>
            <Button variant="subtle">How to format</Button>
          </Popover.Target>
          <Popover.Dropdown>
            <MarkdownHelp />
          </Popover.Dropdown>
        </Popover>
      </div>
      <div className={css.sides}>
        {isWriting && (
          <Textarea
            ref={area}
            aria-label="Text of the article"
            placeholder="Begin with what the reader sees or wants. Then the steps, one per line."
            value={value}
            error={error}
            onChange={(event) => onChange(event.currentTarget.value)}
            onPaste={(event) => take(event, event.clipboardData)}
            onDrop={(event) => take(event, event.dataTransfer)}
            autosize
            minRows={16}
            classNames={{ root: css.write, input: css.writeInput }}
            maxLength={40_000}
            spellCheck
          />
        )}
        {(!isNarrow || view === 'preview') && <Preview text={value} files={files} />}
      </div>
    </section>
  )
}

function Preview({ text, files }: { text: string; files: readonly StoredFile[] }) {
  const [shown] = useDebouncedValue(text, 150)
  const outline = useMemo(() => outlineOf(shown), [shown])
  return (
    <div className={css.preview} role="region" aria-label="Preview">
      {shown.trim() === '' ? (
        <p className={css.dim}>What you write appears here as its readers will see it.</p>
      ) : (
        <ArticleText text={shown} outline={outline} files={files} />
      )}
    </div>
  )
}
