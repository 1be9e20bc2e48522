import { useQuery } from '@tanstack/react-query'
import { keys, read } from '../../../kernel/web/api.web.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import type { RenewalDossier } from './renewal-dossier.record.ts'

export type DossierRow = Row & RenewalDossier

/** A dossier by its id, or the one about the next end of a contract: null where there is none. */
export function useDossierWanted({ contract, dossier }: { readonly contract: string; readonly dossier: string }) {
  return useQuery({
    queryKey: [...keys.related(), 'dossier', contract, dossier],
    queryFn: async ({ signal }): Promise<DossierRow | null> => {
      if (dossier !== '') return read<DossierRow>(`/renewal-dossiers/${dossier}`, {}, signal)
      const about = await read<{ readonly id: string; readonly decidedEnd: string | null }>(
        `/contracts/${contract}`,
        {},
        signal,
      )
      const filter = JSON.stringify({ contract: about.id, state: ['open', 'decided'] })
      const { rows } = await read<{ rows: readonly DossierRow[] }>(
        '/renewal-dossiers',
        { filter, sort: '-decidedEnd', limit: 20 },
        signal,
      )
      // The one about the end that is decided about next; else the last that was decided.
      const found = rows.find(({ decidedEnd }) => decidedEnd === about.decidedEnd)
      const wanted = found ?? (about.decidedEnd === null ? rows[0] : undefined)
      return wanted ? read<DossierRow>(`/renewal-dossiers/${wanted.id}`, {}, signal) : null
    },
    enabled: contract !== '' || dossier !== '',
    meta: { types: ['contract', 'renewal_dossier'] },
  })
}
