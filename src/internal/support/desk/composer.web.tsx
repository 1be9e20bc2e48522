import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import IconBolt from '@tabler/icons-react/dist/esm/icons/IconBolt.mjs'
import { type KeyboardEvent, lazy, type Ref, Suspense, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { api, ApiProblem, keys } from '../../../kernel/web/api.web.ts'
import { MentionList, useMentions } from '../../../kernel/web/record/mentions.web.tsx'
import { useParts } from '../../../kernel/web/record/ask.web.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { wordsOf } from '../../../kernel/web/record/value.web.tsx'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { toast } from '../../../kernel/web/toast.web.tsx'
import { useMacros, useTicketRecord } from './data.web.ts'
import type { Deeds } from './deeds.web.ts'
import css from './desk.module.css'
import talkCss from './talk.module.css'
import { focusRow } from './focus.web.ts'
import { blank, useReplyDraft } from './draft.web.ts'
import { type DraftFile, withFiles } from './attached.ts'
import { AttachButton, Attached, useAttaching } from './attached.web.tsx'
import { deedOf, knownOf, macrosFor, wordAt } from './macro.ts'
import { fillPlaceholders } from './placeholders.ts'

const MacroDialog = lazy(() => import('./macros.web.tsx'))

export interface ComposerHandle {
  readonly write: (kind: 'reply' | 'note') => void
  readonly chooseMacro: () => void
}
interface ComposerProps {
  readonly ref: Ref<ComposerHandle>
  readonly row: Row
  readonly deeds: Deeds
  readonly onWriting: (isWriting: boolean) => void
}

/** Writes a reply or an internal note; the draft is kept per ticket, and what somebody else said meanwhile is shown first. */
export function Composer({ ref, row, deeds, onWriting }: ComposerProps) {
  const me = useMe()
  const record = useTicketRecord()
  const client = useQueryClient()
  const { data: parts } = useParts(record, row.id)
  const { data: macros = [] } = useMacros()
  const [draft, setDraft] = useReplyDraft(row.id)
  const [says, setSays] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const [isChoosing, setChoosing] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const setText = (text: string) => setDraft((now) => ({ ...now, text, seen: now.text === '' ? latest : now.seen }))
  const mentions = useMentions(area, draft.text, setText)
  const attaching = useAttaching(row.id, setDraft)
  const isNote = draft.kind === 'note'

  const others = (parts?.comments?.comments ?? []).filter(
    (one) => one.by.account !== me.account.id && one.removedAt === null,
  )
  const latest = (parts?.comments?.comments ?? []).at(-1)?.id ?? null
  const unread = draft.text === '' ? null : others.filter(({ id }) => id > (draft.seen ?? '')).at(-1)
  const macro = macros.find(({ id }) => id === draft.macro)
  const deed = macro ? deedOf(macro, { ticket: record, agent: me.self }) : null
  const offered = wordAt(draft.text)
  const matching = offered === null ? [] : macrosFor(offered, macros).slice(0, 5)
  const isStarted = draft.text !== '' || draft.files.length > 0 || deed !== null

  const isWriting = draft.text.trim() !== '' && !isNote
  useEffect(() => onWriting(isWriting), [isWriting, onWriting])
  const focus = () => requestAnimationFrame(() => area.current?.focus())
  // The words go on where they were left.
  const attach = (files: readonly File[]) => {
    focus()
    void attaching.add(files)
  }
  const leaveOut = (file: DraftFile) => {
    focus()
    void attaching.remove(file)
  }
  useImperativeHandle(ref, () => ({
    // At once: the next key already belongs to the reply, where the desk would take it as a command.
    write: (kind) => {
      setDraft((now) => ({ ...now, kind }))
      area.current?.focus()
    },
    chooseMacro: () => setChoosing(true),
  }))

  const put = (chosen: Row, before = draft.text) => {
    const filled = fillPlaceholders(String(chosen.text ?? ''), knownOf(row, me.self?.title ?? me.account.name))
    const text = [before.trimEnd(), filled.text].filter(Boolean).join(before.trim() === '' ? '' : '\n\n')
    setDraft((now) => ({
      ...now,
      text,
      macro: chosen.id,
      kind: chosen.isInternal === true ? 'note' : now.kind,
      seen: now.text === '' ? latest : now.seen,
    }))
    setSays(
      filled.missing.length > 0 ? `${filled.missing.join(', ')} has no value in this ticket. Write it yourself.` : null,
    )
    focus()
  }

  const send = async (alsoResolve = false) => {
    if (isSending || attaching.sending.length > 0 || (!isStarted && !alsoResolve)) return
    setSending(true)
    setSays(null)
    try {
      const text = withFiles(draft.text, draft.files)
      if (deed !== null) await deeds.send({ text, isInternal: isNote, seen: draft.seen }, deed)
      else if (text !== '') {
        const body = { text, isInternal: isNote, seen: draft.seen }
        await api('POST', `/records/${row.id}/comments`, { body })
      }
      setDraft(() => ({ ...blank, kind: draft.kind }))
      await client.invalidateQueries({ queryKey: keys.row('ticket', row.id) })
      await client.invalidateQueries({ queryKey: keys.traits(row.id) })
      void client.invalidateQueries({ queryKey: keys.lists('ticket') })
      if (text !== '') toast({ says: isNote ? 'The note is kept.' : 'The reply is sent.' })
      if (deed?.move === 'resolve' || deed?.move === 'hold') deeds.goOn()
      else if (alsoResolve) deeds.byKey('resolve')
      else focusRow(row.id)
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 409 && draft.text !== '') {
        // The stream shows what came meanwhile, and the line above asks for a look at it.
        await client.invalidateQueries({ queryKey: keys.traits(row.id) })
      }
      setSays(wordsOf(problem, 'text'))
    } finally {
      setSending(false)
    }
  }
  const press = (event: KeyboardEvent) => {
    if (mentions.onKeyDown(event)) return
    const [first] = matching
    if ((event.key === 'Enter' || event.key === 'Tab') && first && offered && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      put(first, draft.text.slice(0, draft.text.length - offered.length - 1))
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send(event.shiftKey)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      focusRow(row.id)
    }
  }
  return (
    <section className={talkCss.composer} data-kind={draft.kind} aria-label="Write" {...attaching.drops}>
      {unread && (
        <p className={talkCss.meanwhile} role="alert">
          {unread.by.name} wrote something since you began. Read it above.
          <Button size="compact-xs" variant="default" onClick={() => setDraft((now) => ({ ...now, seen: latest }))}>
            I have read it
          </Button>
        </p>
      )}
      <div className={talkCss.kinds} role="group" aria-label="Who reads it">
        {(['reply', 'note'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className={talkCss.kind}
            aria-pressed={draft.kind === kind}
            onClick={() => setDraft((now) => ({ ...now, kind }))}
          >
            {kind === 'reply' ? 'Reply' : 'Internal note'}
            <kbd className={css.kbd}>{kind === 'reply' ? 'r' : 'n'}</kbd>
          </button>
        ))}
        <button type="button" className={talkCss.kind} onClick={() => setChoosing(true)}>
          <IconBolt size={14} aria-hidden /> Macro <kbd className={css.kbd}>m</kbd>
        </button>
        <AttachButton onChoose={attach} />
      </div>
      <Textarea
        ref={area}
        variant="unstyled"
        aria-label={isNote ? 'Internal note' : 'Reply'}
        placeholder={isNote ? 'A note that only IT reads' : 'Write a reply. / brings a macro, @ mentions someone'}
        value={draft.text}
        error={says}
        autosize
        minRows={isStarted ? 3 : 1}
        maxRows={12}
        maxLength={20_000}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={press}
        onSelect={mentions.onSelect}
        {...mentions.input}
      />
      <MentionList {...mentions.list} />
      {matching.length > 0 && offered !== null && (
        <ul className={talkCss.offers} aria-label="Macros">
          {matching.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                onClick={() => put(one, draft.text.slice(0, draft.text.length - offered.length - 1))}
              >
                <strong>/{String(one.word ?? '')}</strong> {one.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {deed && deed.says.length > 0 && (
        <p className={talkCss.then}>
          Then: {deed.says.join(', ')}.
          <button type="button" className={css.fold} onClick={() => setDraft((now) => ({ ...now, macro: null }))}>
            Only the text
          </button>
        </p>
      )}
      <Attached files={draft.files} sending={attaching.sending} onRemove={leaveOut} />
      {isStarted && (
        <div className={talkCss.composerBar}>
          <span className={css.dim}>Kept as a draft until you send it.</span>
          <Button loading={isSending} title="Ctrl Enter" onClick={() => void send()}>
            {isNote ? 'Add note' : 'Send reply'}
          </Button>
          {row.can.includes('move:resolve') && !deed?.move && (
            <Button variant="default" loading={isSending} title="Ctrl Shift Enter" onClick={() => void send(true)}>
              {isNote ? 'Add and resolve' : 'Send and resolve'}
            </Button>
          )}
        </div>
      )}
      <Suspense fallback={null}>
        {isChoosing && (
          <MacroDialog
            row={row}
            macros={macros}
            onClose={() => setChoosing(false)}
            onChoose={(chosen) => {
              setChoosing(false)
              put(chosen)
            }}
          />
        )}
      </Suspense>
    </section>
  )
}
