import type { DemoPart } from '../../../foundation/demo.server.ts'
import { demoItems } from './catalogue.demo.ts'
import { writeItems } from './keep-catalogue.server.ts'
import { readyMade } from './ready-made.ts'

/** What the demo company's people can ask for, by the teams that do it. */
export const cataloguePart: DemoPart = {
  name: 'catalogue',
  needs: ['teams', 'services'],
  create: async ({ records, made }) => {
    const ids = await writeItems(records, [...readyMade, ...demoItems], ({ key }) => {
      const [team, service] = demoPlaces[key] ?? []
      if (team === undefined || service === undefined) return {}
      return { team: made.id('team', team), service: made.id('service', service) }
    })
    for (const [key, id] of ids) made.put('catalogue_item', key, id)
  },
}

/** Which team of the demo company carries an item out, and which service it belongs to. */
const demoPlaces: Readonly<Record<string, readonly [team: string, service: string]>> = {
  problem: ['desk', 'computer'],
  lost: ['desk', 'computer'],
  password: ['desk', 'identity'],
  software: ['workplace', 'computer'],
  access: ['desk', 'identity'],
  laptop: ['workplace', 'computer'],
  account: ['desk', 'identity'],
  starter: ['desk', 'computer'],
  close: ['desk', 'identity'],
  return: ['workplace', 'computer'],
  leaver: ['desk', 'computer'],
  mailbox: ['desk', 'mail'],
  restore: ['desk', 'files'],
  phone: ['workplace', 'telephony'],
  accessory: ['workplace', 'computer'],
  vpn: ['desk', 'identity'],
  wifi: ['desk', 'lan'],
  printer: ['workplace', 'printing'],
  folder: ['desk', 'files'],
  role: ['erp', 'purchasing'],
  server: ['platforms', 'vm'],
}
