import { Button, Checkbox, Textarea } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { mayI, useMe } from '../session.web.tsx'
import { MentionList, useMentions } from './mentions.web.tsx'
import classes from './record.module.css'
import { Said } from './said.web.tsx'
import stream from './stream.module.css'
import { wordsOf } from './value.web.tsx'

interface ComposerProps {
  /** What the button says. */
  label: string
  start?: string
  /** Set for a comment that exists: who sees it isn't changed afterwards. */
  isInternal?: boolean
  onSend: (text: string, isInternal: boolean) => Promise<void>
  onCancel?: () => void
}

/** Writes a comment: Markdown with a preview, @ for people, Ctrl-Enter sends. */
export function Composer({ label, start = '', isInternal: given, onSend, onCancel }: ComposerProps) {
  const me = useMe()
  const [text, setText] = useState(start)
  const [isInternal, setInternal] = useState(given ?? false)
  const [isPreview, setPreview] = useState(false)
  const [says, setSays] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const mentions = useMentions(area, text, setText)
  const isStarted = text.trim() !== '' || onCancel !== undefined

  const send = async () => {
    if (text.trim() === '' || isSending) return
    setSending(true)
    setSays(null)
    try {
      await onSend(text.trim(), isInternal)
      setText('')
      setPreview(false)
    } catch (problem) {
      setSays(wordsOf(problem, 'text'))
    } finally {
      setSending(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (mentions.onKeyDown(event)) return
    if (event.key === 'Escape' && onCancel) onCancel()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    }
  }
  return (
    <div className={stream.composer} data-internal={isInternal || undefined}>
      {isPreview ? (
        <div className={stream.preview}>
          <Said text={text} />
        </div>
      ) : (
        <Textarea
          ref={area}
          variant="unstyled"
          aria-label="Comment"
          placeholder="Write a comment. Markdown works; @ mentions someone"
          value={text}
          error={says}
          autosize
          minRows={isStarted ? 3 : 1}
          maxRows={18}
          maxLength={20_000}
          autoFocus={onCancel !== undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onSelect={mentions.onSelect}
          {...mentions.input}
        />
      )}
      <MentionList {...mentions.list} />
      {isStarted && (
        <div className={stream.composerBar}>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            fw={400}
            c="dimmed"
            aria-pressed={isPreview}
            onClick={() => setPreview(!isPreview)}
          >
            {isPreview ? 'Write' : 'Preview'}
          </Button>
          {given === undefined && mayI(me, 'comment.see_internal') && (
            <Checkbox
              size="xs"
              label="Internal: not shown to requesters"
              checked={isInternal}
              onChange={(event) => setInternal(event.currentTarget.checked)}
            />
          )}
          <span className={classes.right} />
          {onCancel && (
            <Button size="compact-sm" variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button
            size="compact-sm"
            loading={isSending}
            disabled={text.trim() === ''}
            title="Ctrl Enter"
            onClick={() => void send()}
          >
            {isInternal && given === undefined ? 'Add internal note' : label}
          </Button>
        </div>
      )}
    </div>
  )
}
