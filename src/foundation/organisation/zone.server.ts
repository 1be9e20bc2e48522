import type { ZoneSource } from '../../kernel/zone.server.ts'
import { OrganisationSettings } from './organisation.settings.ts'

/** The time zone of the settings, in which the organisation's days begin and end. */
export const organisationZone: ZoneSource = {
  types: [OrganisationSettings.name],
  ask: async (db) => {
    const [row] = await db.query<{ zone: string }>({
      text: 'select time_zone as zone from organisation_settings limit 1',
    })
    return row?.zone ?? usual
  },
}

const usual = String(OrganisationSettings.fields.timeZone.options.default)
