import { MayAnswer } from '../knowledge/may-answer.web.tsx'
import { idsOf } from '../../../kernel/access/rule.ts'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { f, type Ref } from '../../../kernel/record/field.ts'
import { ApiProblem, keys, read } from '../../../kernel/web/api.web.ts'
import { EditValue } from '../../../kernel/web/field/edit.web.tsx'
import { Said } from '../../../kernel/web/record/said.web.tsx'
import { dayNow } from '../../../kernel/web/field/when.ts'
import { asRecord } from '../../../kernel/web/record/fields-as-record.ts'
import { useMe } from '../../../kernel/web/session.web.tsx'
import { PageSkeleton } from '../../../kernel/web/shell/skeleton.web.tsx'
import { useTitle } from '../../../kernel/web/title.web.ts'
import { toast, toastProblem } from '../../../kernel/web/toast.web.tsx'
import { check } from '../catalogue/form.check.ts'
import { type Answers, type Form, type FormPerson, pruned } from '../catalogue/form.ts'
import { asksWhom } from '../catalogue/order-ticket.ts'
import { ItemFacts } from '../catalogue/item-facts.web.tsx'
import { Questions } from '../catalogue/questions.web.tsx'
import { Back } from './back.web.tsx'
import { placeOrder, sendAhead } from './data.web.ts'
import css from './portal.module.css'

type Item = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }
interface Asked {
  readonly form: Form
  readonly starts: Answers
  /** Whom it is for, with what conditions look at. */
  readonly person: Ref & FormPerson
}

/** Orders an item, or reports a problem: what it is, what is asked, and one button. */
export default function OrderPage() {
  const { id = '' } = useParams({ strict: false })
  const { self } = useMe()
  const [person, setPerson] = useState<Ref | null>(null)
  const whom = person?.id ?? self?.id ?? null
  // What was answered stays when it turns out to be for somebody else.
  const typed = useRef<Record<string, unknown>>({})
  const item = useQuery({
    queryKey: keys.row('catalogue_item', id),
    queryFn: ({ signal }) => read<Item>(`/catalogue-items/${id}`, {}, signal),
  })
  const asked = useQuery({
    queryKey: [...keys.row('catalogue_item', id), 'form', whom],
    queryFn: ({ signal }) => read<Asked>(`/catalogue-items/${id}/form`, { for: whom }, signal),
    enabled: whom !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useTitle(typeof item.data?.['name'] === 'string' ? item.data['name'] : null)
  if (self === null)
    return (
      <Nothing says="Your account stands for nobody under People. Ask the service desk to tie them together; then you can ask for things here." />
    )
  if (item.error) return <Nothing says="This isn’t offered, or not to you." />
  if (!item.data || !asked.data) return <PageSkeleton />
  const forWhom = { person, choose: setPerson }
  return <OrderForm key={whom} item={item.data} asked={asked.data} forWhom={forWhom} typed={typed.current} />
}

const Nothing = ({ says }: { says: string }) => (
  <div className={css.page}>
    <Back to="/help">Get help</Back>
    <p className={css.nothing}>{says}</p>
  </div>
)

interface FormProps {
  readonly item: Item
  readonly asked: Asked
  readonly forWhom: { readonly person: Ref | null; readonly choose: (person: Ref | null) => void }
  /** What was answered on this page so far, whomever it was for. */
  readonly typed: Record<string, unknown>
}

const whomFor = asRecord('whom', { person: f.ref('person', { label: 'Whom is it for?' }) })

function OrderForm({ item, asked: { form, starts, person }, forWhom, typed }: FormProps) {
  const { what } = useSearch({ strict: false }) as { what?: string }
  const client = useQueryClient()
  const navigate = useNavigate()
  const { self } = useMe()
  const [answers, setAnswers] = useState<Answers>(() => ({ ...starts, ...(what ? { what } : {}), ...typed }))
  const [says, setSays] = useState<Readonly<Record<string, string>>>({})
  const [isForOther, setForOther] = useState(forWhom.person !== null)
  const [isSending, setSending] = useState(false)
  const [onTheWay, setOnTheWay] = useState(0)
  // One key for this visit of the page: pressed twice, or sent again after a lost answer, it is ordered once.
  const [key] = useState(() => crypto.randomUUID())
  const around = { person, today: dayNow() }
  const isProblem = item['kind'] === 'problem'

  const send = async () => {
    const problems = check(form, answers, around)
    setSays(Object.fromEntries(problems.map((problem) => [problem.field, problem.says])))
    if (problems[0]) return focusQuestion(problems[0].field)
    setSending(true)
    try {
      const made = await placeOrder(item.id, {
        answers: pruned(form, answers, around),
        person: person.id === self?.id ? null : person.id,
        key,
      })
      await client.invalidateQueries({ queryKey: keys.lists('ticket') })
      toast({ says: isProblem ? `Reported as ${made.number}.` : `Ordered as ${made.number}.` })
      await navigate({ to: '/help/requests/$id', params: { id: made.number } })
    } catch (problem) {
      setSending(false)
      if (!(problem instanceof ApiProblem) || problem.problems.length === 0) return toastProblem(problem)
      setSays(Object.fromEntries(problem.problems.map((one) => [one.field, one.says])))
      focusQuestion(problem.problems[0]?.field ?? '')
    }
  }
  return (
    <div className={css.page} data-is-narrow>
      <Back to="/help">Get help</Back>
      <ItemFacts item={item} />
      {typeof item['description'] === 'string' && <Said text={item['description']} />}
      <form
        noValidate
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isSending && onTheWay === 0) void send()
        }}
      >
        <Questions
          form={form}
          answers={answers}
          around={around}
          says={says}
          onChange={(question, answer) => {
            typed[question] = answer
            setAnswers((now) => ({ ...now, [question]: answer }))
            setSays((now) => Object.fromEntries(Object.entries(now).filter(([one]) => one !== question)))
          }}
          sends={async (file, onProgress) => {
            setOnTheWay((count) => count + 1)
            return sendAhead(file, onProgress).finally(() => setOnTheWay((count) => count - 1))
          }}
        >
          {asksWhom(form) ? null : isForOther ? (
            <EditValue
              record={whomFor}
              field="person"
              value={forWhom.person}
              onChange={(next) => forWhom.choose(next as Ref | null)}
            />
          ) : (
            <p className={css.whom}>
              For <strong>{person.title}</strong>{' '}
              <button type="button" className={css.link} onClick={() => setForOther(true)}>
                For somebody else
              </button>
            </p>
          )}
        </Questions>
        {isProblem && <MayAnswer text={String(answers['what'] ?? '')} service={idsOf(answers['service'])[0] ?? null} />}
        <div className={css.bar}>
          <Button type="submit" size="md" loading={isSending || onTheWay > 0}>
            {isProblem ? 'Report it' : approvals.includes(String(item['approval'])) ? 'Ask for it' : 'Order it'}
          </Button>
          <span className={css.dim} role="status">
            {onTheWay > 0
              ? 'Files are being sent.'
              : Object.keys(says).length > 0 && countWords(Object.keys(says).length)}
          </span>
        </div>
      </form>
    </div>
  )
}

const approvals = ['manager', 'owner', 'amount', 'template']
const countWords = (count: number): string =>
  count === 1 ? 'One answer needs a look.' : `${count} answers need a look.`

/** Leads to the question that needs a look, once it says why. */
function focusQuestion(key: string): void {
  requestAnimationFrame(() => {
    const place = document.querySelector(`[data-question="${CSS.escape(key)}"]`)
    place?.scrollIntoView({ block: 'center' })
    const input = place?.querySelector('input, textarea, button')
    if (input instanceof HTMLElement) input.focus({ preventScroll: true })
  })
}
