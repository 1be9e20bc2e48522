import type { KeepPerson, ToldPerson } from '../../kernel/scim/people.server.ts'
import type { Records, Row } from '../../kernel/record/store.server.ts'
import { Person } from './person.record.ts'
import { differing, toldOf } from './told.ts'

/**
 * Makes the person whom a directory tells of what it says, and makes them where there is none: the one who stood for the
 * account before, else by number, else by e-mail. What it says nothing of stays; who isn't active has left.
 */
export const keepPerson: KeepPerson = async (records, told) => {
  const row = await find(records, told)
  const set = fieldsOf(told)
  if (!row) {
    const made = await records.create(Person, set)
    if (!told.isActive) await records.move(Person, made.id, 'leave')
    return made.id
  }
  const changed = differing(set, row)
  if (changed) await records.update(Person, row.id, changed)
  if (told.isActive && row.state === 'left') await records.move(Person, row.id, 'return')
  if (!told.isActive && row.state !== 'left') await records.move(Person, row.id, 'leave')
  return row.id
}

async function find(records: Records, { self, employeeNumber, email }: ToldPerson): Promise<Row | undefined> {
  const one = async (filter: object): Promise<Row | undefined> =>
    (await records.list(Person, { filter: { ...filter }, limit: 1 })).rows[0]
  return (
    (self === null ? undefined : await one({ id: self })) ??
    (employeeNumber === null ? undefined : await one({ employeeNumber })) ??
    (await one({ email }))
  )
}

const fieldsOf = ({ name, email, jobTitle, phone, employeeNumber, manager }: ToldPerson) =>
  toldOf({ name, email, jobTitle, phone, employeeNumber, manager })
