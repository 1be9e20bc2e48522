import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { rightsOf } from '../access/abilities.ts'
import { describe } from '../http/describe.server.ts'
import type { Routes } from '../kernel.server.ts'
import { settingsRow } from './settings.server.ts'

const answer = z.object({
  groups: z.array(
    z.object({ type: z.string(), id: z.uuid(), label: z.string(), about: z.string(), updatedAt: z.iso.datetime() }),
  ),
})

/** Which groups of settings there are, for those who may read them; each is read and changed as the record it is. */
export const settingsRoutes =
  (settings: readonly { readonly name: string }[]): Routes =>
  (app: FastifyInstance, { store, registry }) => {
    app.get(
      '/api/v1/settings',
      {
        config: {
          permission: 'signed-in',
          ...describe({ summary: 'The groups of settings that the caller may read', tag: 'System', response: answer }),
        },
      },
      async ({ who }) => {
        const readable = settings
          .map(({ name }) => registry.record(name))
          .filter((record) => rightsOf(who, record).read !== false)
        const rows = await Promise.all(readable.map((record) => settingsRow({ store }, record)))
        return {
          groups: readable.map(({ name, label, about }, index) => ({
            type: name,
            id: rows[index]?.id,
            label: label[0],
            about,
            updatedAt: rows[index]?.updatedAt,
          })),
        }
      },
    )
  }
