import type { Icon } from '@tabler/icons-react'
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs'
import IconBuildingSkyscraper from '@tabler/icons-react/dist/esm/icons/IconBuildingSkyscraper.mjs'
import IconChecks from '@tabler/icons-react/dist/esm/icons/IconChecks.mjs'
import IconDeviceLaptop from '@tabler/icons-react/dist/esm/icons/IconDeviceLaptop.mjs'
import IconForms from '@tabler/icons-react/dist/esm/icons/IconForms.mjs'
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs'
import IconHierarchy2 from '@tabler/icons-react/dist/esm/icons/IconHierarchy2.mjs'
import IconMapPin from '@tabler/icons-react/dist/esm/icons/IconMapPin.mjs'
import IconSitemap from '@tabler/icons-react/dist/esm/icons/IconSitemap.mjs'
import IconTicket from '@tabler/icons-react/dist/esm/icons/IconTicket.mjs'
import IconTopologyStar3 from '@tabler/icons-react/dist/esm/icons/IconTopologyStar3.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs'

/** Icons of what the web app has from the start, by the names that records and pages give; one by one, so that only these reach the browser. */
export const icons: Readonly<Record<string, Icon>> = {
  book: IconBook,
  'building-skyscraper': IconBuildingSkyscraper,
  checks: IconChecks,
  'device-laptop': IconDeviceLaptop,
  forms: IconForms,
  headset: IconHeadset,
  'hierarchy-2': IconHierarchy2,
  'map-pin': IconMapPin,
  sitemap: IconSitemap,
  ticket: IconTicket,
  'topology-star-3': IconTopologyStar3,
  user: IconUser,
  'users-group': IconUsersGroup,
}
