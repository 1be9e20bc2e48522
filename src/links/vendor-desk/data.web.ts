import { useQuery, useQueryClient } from '@tanstack/react-query'
import { keys, read } from '../../kernel/web/api.web.ts'
import type { GivingChoices, PortalAccess, VendorsOfTicket, WithVendor } from './wire.ts'

const meta = { types: ['vendor_ticket', 'ticket'] }

export const useVendorsOfTicket = (id: string, isEnabled: boolean) =>
  useQuery({
    queryKey: [...keys.related(id), 'vendors'],
    queryFn: ({ signal }) => read<VendorsOfTicket>(`/tickets/${id}/vendors`, {}, signal),
    refetchInterval: 60_000,
    enabled: isEnabled,
    meta,
  })

export const useTicketsOfEngagement = (id: string) =>
  useQuery({
    queryKey: [...keys.related(id), 'vendor-tickets'],
    queryFn: ({ signal }) => read<{ rows: readonly WithVendor[] }>(`/engagements/${id}/vendor-tickets`, {}, signal),
    meta,
  })

export const useGivingChoices = (engagement: string | null) =>
  useQuery({
    queryKey: ['giving', engagement],
    queryFn: ({ signal }) => read<GivingChoices>(`/engagements/${engagement}/giving`, {}, signal),
    enabled: engagement !== null,
  })

export const usePortalAccess = (contact: string) =>
  useQuery({
    queryKey: ['portal-access', contact],
    queryFn: ({ signal }) => read<PortalAccess>(`/vendor-contacts/${contact}/portal`, {}, signal),
  })

/** Reads anew what a ticket's vendors changed of it. */
export function useTold(ticket: string): () => Promise<unknown> {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [
        keys.related(),
        keys.row('ticket', ticket),
        keys.traits(ticket),
        keys.lists('ticket'),
        ['row', 'vendor_ticket'],
      ].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
}
