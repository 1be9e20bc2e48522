import { describe } from '../../kernel/http/describe.server.ts'
import { parseQuery } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import { readTree, sliceAnswer, sliceQuery } from '../pictures/index.server.ts'

/** What a box of the chart shows. */
const columns = ['name', 'jobTitle', 'businessUnit', 'location', 'kind', 'state']
/** Those who left stand in no chart; whoever reported to them moves to the top until given a new manager. */
const states = ['active', 'away']

/** `GET /org-chart`: who reports to whom, level by level, so that it works for 50,000 people as for twelve. */
export const orgChartRoutes: Routes = (app, kernel) => {
  const config = {
    permission: 'person.read' as const,
    ...describe({ tag: 'Pictures', summary: 'A piece of the org chart', query: sliceQuery, response: sliceAnswer }),
  }
  app.get('/api/v1/org-chart', { config }, (request) => {
    const { root, depth } = parseQuery(sliceQuery, request.query)
    return readTree(kernel, request.who, {
      record: kernel.registry.record('person'),
      field: 'manager',
      states,
      root: root ?? null,
      depth,
      columns,
    })
  })
}
