import { useState } from 'react'
import type { AnyRecord } from '../../record/define.ts'
import { ApiProblem } from '../api.web.ts'
import { useMe } from '../session.web.tsx'
import { useFocusProblem } from './form.web.tsx'
import { type FormValues, problemsOf, sectionsOf } from './form.ts'

/** The state of one form: its values, what is wrong with them by the shared checks and by the server, and when to say so. */
export function useFormState(record: AnyRecord, start: () => FormValues) {
  const { permissions } = useMe()
  const [values, setValues] = useState(start)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({})
  const [general, setGeneral] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  useFocusProblem(attempt)

  const sections = sectionsOf(record, values, permissions)
  const problems = problemsOf(record, values, permissions)
  // A field is judged once it was left, and from then on as it is typed.
  const told = problems.filter(({ field }) => attempt > 0 || left.has(field))
  const says = { ...Object.fromEntries(told.map((problem) => [problem.field, problem.says])), ...refused }

  const set = (name: string, value: unknown): FormValues => {
    const next = { ...values, [name]: value }
    setValues(next)
    setRefused(({ [name]: _, ...others }) => others)
    return next
  }
  const leave = (name: string) => setLeft((now) => (now.has(name) ? now : new Set([...now, name])))
  /** Whether the form may be sent; if not, leads to the first problem. */
  const isReady = (): boolean => {
    setGeneral(null)
    if (problems.length > 0) setAttempt((count) => count + 1)
    return problems.length === 0
  }
  /** Places what the server refused at its fields, and the rest in the bar. */
  const refuse = (problem: unknown): void => {
    const given = problem instanceof ApiProblem ? problem.problems : []
    const shown = new Set(sections.flatMap((section) => section.fields))
    const placed = given.filter(({ field }) => shown.has(field))
    setRefused(Object.fromEntries(placed.map((one) => [one.field, one.says])))
    const rest = given.filter(({ field }) => !shown.has(field)).map((one) => one.says)
    const message = problem instanceof Error ? problem.message : 'Something went wrong in this page.'
    setGeneral(placed.length > 0 && rest.length === 0 ? null : [message, ...rest].join(' '))
    setAttempt((count) => count + 1)
  }
  const restart = (next: FormValues): void => {
    setValues(next)
    setLeft(new Set())
    setRefused({})
    setGeneral(null)
    setAttempt(0)
  }
  return {
    values,
    sections,
    says,
    general,
    wrong: Object.keys(says).length,
    set,
    leave,
    isReady,
    refuse,
    restart,
    setValues,
  }
}
