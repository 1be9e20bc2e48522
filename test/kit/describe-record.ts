import { describe } from 'vitest'
import { checkAccess } from './record/check-access.ts'
import { checkFiles } from './record/check-files.ts'
import { checkQueries } from './record/check-queries.ts'
import { checkReading } from './record/check-reading.ts'
import { checkValues } from './record/check-values.ts'
import { checkWriting } from './record/check-writing.ts'
import { type Recipe, setStage } from './record/stage.ts'

/**
 * Tests a record by its declaration, through the real API and database: access for each verb, values, versions, history,
 * events, filters, order, files in and out, and the number of queries. Await it at the top level of a `*.record.test.ts`.
 */
export async function describeRecord(record: { readonly name: string }, recipe: Recipe): Promise<void> {
  const stage = await setStage(record, recipe)
  describe(record.name, () => {
    checkAccess(stage)
    checkValues(stage)
    checkWriting(stage)
    checkReading(stage)
    checkFiles(stage)
    checkQueries(stage)
  })
}
