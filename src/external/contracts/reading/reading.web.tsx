import { Button, FileButton, SegmentedControl, Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { ApiProblem, api, keys } from '../../../kernel/web/api.web.ts'
import { dayText } from '../../../kernel/web/field/when.ts'
import { Broken, Notice } from '../../../kernel/web/shell/problem.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { toastProblem } from '../../../kernel/web/toast.web.tsx'
import { citedRanges } from '../compliance/judged.ts'
import type { Range } from '../documents/contract-text.ts'
import { Checks } from './checks.web.tsx'
import { useReading } from './data.web.ts'
import { Duties } from './duties.web.tsx'
import type { Mark } from './marks.ts'
import { textPath, textsPath } from './paths.ts'
import css from './reading.module.css'
import { ContractTextView, showPassage } from './text.web.tsx'
import type { Reading } from './wire.ts'
import { standingOf, versionWords } from './words.ts'

/** A contract’s text beside what it is checked against. */
export default function ReadingPage() {
  const { document = '' } = useParams({ strict: false }) as { document?: string }
  const { data, error, refetch } = useReading(document)
  useTitle(data?.document.name ?? null)
  if (error && !data)
    return error instanceof ApiProblem && error.status === 404 ? (
      <Notice
        title="This document isn’t here"
        action={
          <Button component={Link} to={textsPath}>
            Search in contracts
          </Button>
        }
      >
        It was put away, or it is not meant for you.
      </Notice>
    ) : (
      <Broken error={error} reset={() => void refetch()} />
    )
  return data ? <ReadingView key={data.document.id} reading={data} /> : <PageSkeleton />
}

type View = 'side' | 'text'

function ReadingView({ reading }: { reading: Reading }) {
  const isNarrow = useMediaQuery('(max-width: 1000px)') ?? false
  const [view, setView] = useState<View>('side')
  const [tab, setTab] = useState<string | null>('checks')
  const [chosen, setChosen] = useState<string | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const [duty, setDuty] = useState<Range | null>(null)
  const [wanted, setWanted] = useState<Range | null>(null)
  useArrival(reading, setWanted, setView)

  const check = chosenCheck(reading, chosen)
  const standing = useMemo(() => (check ? standingOf(check) : []), [check])
  const marks = useMemo<readonly Mark[]>(() => {
    if (tab === 'duties') return duty ? [{ ...duty, key: 'duty' }] : []
    const cited =
      check && !check.isOutdated
        ? standing.flatMap(({ kept }) => [
            ...citedRanges(kept).map((range) => ({ ...range, key: kept.item })),
            ...(check.rulings[kept.item]?.passage
              ? [{ ...(check.rulings[kept.item]?.passage as Range), key: kept.item }]
              : []),
          ])
        : []
    return wanted ? [...cited, { ...wanted, key: 'wanted' }] : cited
  }, [tab, duty, check, standing, wanted])

  const show = (passage: Range) => {
    setView('text')
    setWanted(null)
    window.setTimeout(() => showPassage(passage), 0)
  }
  const onMark = useCallback((item: string) => {
    setTab('checks')
    setActive(item)
    setView('side')
    window.setTimeout(
      () => document.querySelector(`[data-item="${CSS.escape(item)}"]`)?.scrollIntoView({ block: 'nearest' }),
      0,
    )
  }, [])

  if (reading.text === null) return <NoText reading={reading} />
  return (
    <div className={css.page} data-view={isNarrow ? view : undefined}>
      <Head reading={reading} />
      {isNarrow && (
        <SegmentedControl
          className={css.views}
          fullWidth
          value={view}
          onChange={(next) => setView(next === 'text' ? 'text' : 'side')}
          data={[
            { value: 'side', label: 'Checks and obligations' },
            { value: 'text', label: 'Text' },
          ]}
        />
      )}
      <main className={css.paper} aria-label="Text of the contract" role="region" hidden={isNarrow && view !== 'text'}>
        <ContractTextView
          reading={reading}
          marks={marks}
          active={tab === 'duties' ? 'duty' : (active ?? (wanted ? 'wanted' : null))}
          onMark={onMark}
        />
      </main>
      <aside className={css.side} aria-label="Checks and obligations" hidden={isNarrow && view !== 'side'}>
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="checks">Checks</Tabs.Tab>
            <Tabs.Tab value="duties">Obligations</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="checks" className={css.panel}>
            <Checks
              reading={reading}
              check={check}
              standing={standing}
              active={active}
              onCheck={(id) => {
                setChosen(id)
                setActive(null)
              }}
              onItem={setActive}
              onShow={(passage, item) => {
                setActive(item)
                show(passage)
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="duties" className={css.panel}>
            <Duties
              reading={reading}
              onShow={(passage) => {
                setDuty(passage)
                show(passage)
              }}
            />
          </Tabs.Panel>
        </Tabs>
      </aside>
    </div>
  )
}

/** The check that is shown: the one that was chosen, else the newest; `newest gdpr-28` is the newest of a checklist. */
function chosenCheck({ checks }: Reading, chosen: string | null) {
  const newest = chosen?.startsWith('newest ') ? chosen.slice(7) : null
  return (
    checks.find(({ id }) => id === chosen) ??
    checks.findLast(({ checklist }) => newest !== null && checklist === newest) ??
    checks.at(-1) ??
    null
  )
}

/** Shows the passage that the address names, once: where a search led to. */
function useArrival({ text }: Reading, setWanted: (range: Range) => void, setView: (view: View) => void): void {
  const { at } = useSearch({ strict: false }) as { at?: unknown }
  const [start = NaN, end = NaN] = String(at ?? '')
    .split('-')
    .map(Number)
  const isThere = text !== null && Number.isInteger(start) && end > start && end <= text.length
  useEffect(() => {
    if (!isThere) return
    setWanted({ start, end })
    setView('text')
    const timer = window.setTimeout(() => showPassage({ start }), 50)
    return () => window.clearTimeout(timer)
  }, [isThere, start, end, setWanted, setView])
}

function Head({ reading }: { reading: Reading }) {
  const { document, contract, versions, file } = reading
  return (
    <header className={css.head}>
      <p className={css.trail}>
        <Link to="/$path/$id" params={{ path: 'contracts', id: contract.number ?? contract.id }}>
          {contract.number} {contract.title}
        </Link>{' '}
        ›{' '}
        <Link to="/$path/$id" params={{ path: 'contract-documents', id: document.id }}>
          Document
        </Link>
      </p>
      <h1>{document.name}</h1>
      <p className={css.about}>
        {versionWords(document, dayText)}
        {file && (
          <>
            {' · '}
            <a href={`/api/v1/files/${file.id}`} download={file.name}>
              {file.name}
            </a>
          </>
        )}
      </p>
      {versions.length > 1 && (
        <nav className={css.versions} aria-label="Versions">
          {versions.map((one) => (
            <Link
              key={one.id}
              to={textPath(one.id)}
              aria-current={one.id === document.id ? 'page' : undefined}
              title={versionWords(one, dayText)}
            >
              {one.version ? `Version ${one.version}` : one.datedOn ? dayText(one.datedOn) : one.name}
            </Link>
          ))}
        </nav>
      )}
    </header>
  )
}

function NoText({ reading }: { reading: Reading }) {
  const { document, problem, isWaiting, file } = reading
  const mayAdd = document.can.includes('update')
  return (
    <div className={css.page}>
      <Head reading={reading} />
      <Notice
        isPart
        title={isWaiting ? 'The file is being read' : problem ? 'This file can’t be read' : 'There is no file yet'}
        action={!isWaiting && mayAdd ? <AddFile id={document.id} isAgain={file !== null} /> : undefined}
      >
        {isWaiting
          ? 'The text is here in a moment, with its clauses.'
          : (problem ??
            'Add the document as Markdown, Word (DOCX) or PDF. Its text is read, searched and checked then.')}
      </Notice>
    </div>
  )
}

function AddFile({ id, isAgain }: { id: string; isAgain: boolean }) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const add = async (file: File | null) => {
    if (!file) return
    setBusy(true)
    try {
      const body = new FormData()
      body.append('files', file)
      await api('POST', `/records/${id}/files`, { body })
      await client.invalidateQueries({ queryKey: keys.lists('contract_document') })
    } catch (problem) {
      toastProblem(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <FileButton onChange={(file) => void add(file)} accept=".md,.txt,.docx,.pdf">
      {(props) => (
        <Button {...props} loading={isBusy}>
          {isAgain ? 'Add another file' : 'Add the file'}
        </Button>
      )}
    </FileButton>
  )
}
