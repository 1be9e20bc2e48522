import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { notFound } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { Step, StepView } from './step.ts'

/** How each step stands, by one query over the data itself. */
export async function readChecklist(db: Db, steps: readonly Step[]): Promise<readonly StepView[]> {
  const parts = steps.flatMap((step) => step.parts)
  const [[row], asides] = await Promise.all([
    db.query<{ holds: boolean[] }>(
      `select array[${parts.map(({ sql }) => `(${sql})`).join(', ')}]::boolean[] as holds`,
    ),
    db.query<{ step: string; at: Date; by: string }>('select step, at, who_name as by from checklist_aside'),
  ])
  const holds = new Map(parts.map((part, place) => [part, row?.holds[place] === true]))
  return steps.map(({ name, label, why, page, parts: own }): StepView => {
    const missing = own.filter((part) => !holds.get(part)).map((part) => part.label)
    const aside = asides.find(({ step }) => step === name)
    return {
      name,
      label,
      why,
      page,
      state: missing.length === 0 ? 'done' : aside ? 'aside' : 'open',
      missing,
      aside: aside ? { by: aside.by, at: aside.at.toISOString() } : null,
    }
  })
}

interface Setting {
  readonly steps: readonly Step[]
  readonly name: string
  readonly who: Who
}

/** Keeps that a step is not for this installation, with who says so. Throws NotFound for one that is not there. */
export async function putAside(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  { steps, name, who }: Setting,
): Promise<void> {
  if (!steps.some((step) => step.name === name)) throw notFound('This step')
  await db.query({
    text: `insert into checklist_aside (step, at, account_id, who_name) values ($1, $2, $3, $4) on conflict (step) do nothing`,
    values: [name, clock.now(), who.account, who.name],
  })
}

/** Takes a step up again. */
export async function takeUp(db: Db, name: string): Promise<void> {
  await db.query({ text: 'delete from checklist_aside where step = $1', values: [name] })
}
