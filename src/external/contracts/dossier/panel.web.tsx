import type { PartProps } from '../../../kernel/web/record/extend.web.tsx'
import { PdfButton } from '../pdf.web.tsx'
import type { DossierFacts } from './facts.ts'
import { Sections } from './sections.web.tsx'

/** What stands in a dossier, on its own page. */
export default function WhatStandsInIt({ row }: PartProps) {
  const facts = row['facts'] as DossierFacts | null
  if (!facts) return <p>Nothing stands in it yet.</p>
  return (
    <>
      <PdfButton path={`/renewal-dossiers/${row.id}/pdf`} />
      <Sections sections={facts.sections} />
    </>
  )
}
