import { describeSettings } from '../../../test/kit/describe-settings.ts'
import { OrganisationSettings } from './organisation.settings.ts'

await describeSettings(OrganisationSettings, {
  change: { organisation: 'Ostwind AG', timeZone: 'Asia/Kolkata', yearStarts: 'april' },
  refuses: { timeZone: 'Mars/Olympus_Mons' },
})
