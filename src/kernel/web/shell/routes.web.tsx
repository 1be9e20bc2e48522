import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { inSentence } from '../../record/in-sentence.ts'
import { type ModulePage, useApplication, useRegistry } from '../application.web.ts'
import { mayI, useMe } from '../session.web.tsx'
import { useTitle } from '../title.web.ts'
import { useLater, Whole } from '../whole.web.tsx'
import { useHasNavigation } from './navigation.web.tsx'
import { NotFound } from './problem.web.tsx'
import { PageSkeleton } from './skeleton.web.tsx'

const pages = () => import('../record/pages.web.tsx')
const ListPage = lazy(() => import('../list/page.web.tsx').then((module) => ({ default: module.ListPage })))
const NewRecordPage = lazy(() => pages().then((module) => ({ default: module.NewRecordPage })))
const RecordPage = lazy(() => pages().then((module) => ({ default: module.RecordPage })))

const MyWorkPage = lazy(() => import('../work/my-work.web.tsx').then((module) => ({ default: module.MyWorkPage })))

/** The first page: what waits for the caller, or the portal for those who have nothing else. */
export function HomeRoute() {
  const { portalHome: Portal } = useApplication()
  const hasNavigation = useHasNavigation()
  return <Suspense fallback={<PageSkeleton />}>{Portal && !hasNavigation ? <Portal /> : <MyWorkPage />}</Suspense>
}

export function ModuleRoute({ page }: { page: ModulePage }) {
  useTitle(page.title)
  if (!mayI(useMe(), page.permission)) return <NotFound />
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Whole>
        <page.component />
      </Whole>
    </Suspense>
  )
}

export function ListRoute() {
  const record = useRecordOfPath()
  const registry = useRegistry()
  useTitle(record?.label[1] ?? null)
  useLater()
  if (!record) return <NotFound />
  const list = <ListPage key={record.name} record={record} />
  return (
    <Suspense fallback={<PageSkeleton />}>{registry.isAnnounced(record.name) ? <Whole>{list}</Whole> : list}</Suspense>
  )
}

export function NewRoute() {
  const record = useRecordOfPath()
  useTitle(record ? `New ${inSentence(record.label[0])}` : null)
  if (!record) return <NotFound />
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Whole>
        <NewRecordPage key={record.name} record={record} />
      </Whole>
    </Suspense>
  )
}

export const RecordRoute = () => <OneRecord isEditing={false} />
export const EditRoute = () => <OneRecord isEditing />

function OneRecord({ isEditing }: { isEditing: boolean }) {
  const record = useRecordOfPath()
  const { id } = useParams({ strict: false })
  if (!record || !id) return <NotFound />
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Whole>
        <RecordPage key={`${record.name}/${id}`} record={record} id={id} isEditing={isEditing} />
      </Whole>
    </Suspense>
  )
}

/** The record type whose list the address names, where the caller may read it. */
function useRecordOfPath(): AnyRecord | null {
  const { path = '' } = useParams({ strict: false })
  const record = useRegistry().byPath(path)
  const me = useMe()
  return record && me.can[record.name]?.read !== false ? record : null
}
