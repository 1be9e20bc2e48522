import { OrganisationSettings } from '../../foundation/organisation/index.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { pdfOf } from '../../kernel/pdf/pdf.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { reportPaper } from './paper.ts'
import { readReport } from './report.server.ts'

/** The report of a period as PDF, as the caller sees it. */
export async function printReport(
  kernel: Kernel,
  who: Who,
  asked: { readonly id: string; readonly text: string },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const report = await readReport(kernel, who, asked)
  const { organisation } = await settingsOf(kernel, OrganisationSettings)
  return {
    name: `Service report ${report.period} ${report.engagement.number ?? report.engagement.title}.pdf`,
    bytes: await pdfOf(reportPaper({ report, organisation })),
  }
}
