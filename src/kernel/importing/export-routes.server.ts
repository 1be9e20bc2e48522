import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { today } from '../clock.ts'
import { describe } from '../http/describe.server.ts'
import { parseQuery } from '../http/input.server.ts'
import { listQuery, readListQuery } from '../http/record-query.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { inSentence } from '../record/in-sentence.ts'
import { pathOf } from '../record/registry.ts'
import { exportCsv, exportXlsx } from './export.server.ts'

const formatQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') })
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Any list as a file: the same parameters as the list, the same access, streamed. */
export function exportRoutes(app: FastifyInstance, kernel: Kernel): void {
  for (const record of kernel.registry.records) {
    const path = pathOf(record)
    const many = record.label[1]
    const query = listQuery.omit({ after: true, before: true, limit: true }).extend(formatQuery.shape)
    const description = describe({
      summary: `Export ${inSentence(many)} as CSV or XLSX`,
      tag: many,
      query,
      produces: types.csv,
    })
    app.get(
      `/api/v1/${path}/export`,
      { config: { permission: 'export.run', ...description } },
      async (request, reply) => {
        const { format } = parseQuery(formatQuery.loose(), request.query)
        const records = kernel.store.as(request.who)
        const listed = readListQuery(request.query)
        // What is wrong with the parameters is said before the first byte of the file.
        await records.list(record, { ...listed, limit: 1 })
        const exporting = { records, record, query: listed }
        const day = today(kernel.clock)
        kernel.log.info({ export: record.name, format, account: request.who.account }, 'A list is exported.')
        reply
          .type(types[format])
          .header('Content-Disposition', `attachment; filename="${path}-${day}.${format}"`)
          .header('Cache-Control', 'no-store')
        return reply.send(
          Readable.from(format === 'csv' ? exportCsv(kernel, exporting) : exportXlsx(kernel, exporting)),
        )
      },
    )
  }
}
