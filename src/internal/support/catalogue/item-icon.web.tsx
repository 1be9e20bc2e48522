import type { Icon } from '@tabler/icons-react'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs'
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconCloud from '@tabler/icons-react/dist/esm/icons/IconCloud.mjs'
import IconDeviceDesktop from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs'
import IconDeviceLaptop from '@tabler/icons-react/dist/esm/icons/IconDeviceLaptop.mjs'
import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs'
import IconDevices from '@tabler/icons-react/dist/esm/icons/IconDevices.mjs'
import IconDoorEnter from '@tabler/icons-react/dist/esm/icons/IconDoorEnter.mjs'
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs'
import IconFolder from '@tabler/icons-react/dist/esm/icons/IconFolder.mjs'
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs'
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPackage from '@tabler/icons-react/dist/esm/icons/IconPackage.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import IconServer from '@tabler/icons-react/dist/esm/icons/IconServer.mjs'
import IconUserMinus from '@tabler/icons-react/dist/esm/icons/IconUserMinus.mjs'
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs'
import IconWifi from '@tabler/icons-react/dist/esm/icons/IconWifi.mjs'
import type { ItemIcon } from './catalogue-item.record.ts'
import css from './item-facts.module.css'

const pictures: Readonly<Record<ItemIcon, Icon>> = {
  alert: IconAlertTriangle,
  archive: IconArchive,
  box: IconPackage,
  building: IconBuilding,
  cloud: IconCloud,
  device: IconDevices,
  door: IconDoorEnter,
  file: IconFileText,
  folder: IconFolder,
  headset: IconHeadset,
  key: IconKey,
  laptop: IconDeviceLaptop,
  lock: IconLock,
  mail: IconMail,
  monitor: IconDeviceDesktop,
  phone: IconDeviceMobile,
  printer: IconPrinter,
  server: IconServer,
  'user-plus': IconUserPlus,
  'user-minus': IconUserMinus,
  wifi: IconWifi,
}

/** The picture of an item on its own ground. */
export function ItemPicture({ name, size = 20 }: { name: unknown; size?: number }) {
  const Picture = Object.entries(pictures).find(([key]) => key === name)?.[1] ?? pictures.box
  return (
    <span className={css.picture} data-is-small={size < 22 || undefined} aria-hidden>
      <Picture size={size} stroke={1.6} />
    </span>
  )
}
