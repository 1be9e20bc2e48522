import { describe, expect, it } from 'vitest'
import { testDatabase } from '../../../test/kit/database.ts'
import { copyIn, copyOut } from './copy.server.ts'

const { db } = await testDatabase({ isEmpty: true })

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

const textOf = async (data: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(data)).toString()

describe('COPY', () => {
  it('stores rows that arrive in any pieces, and counts them', async () => {
    await db.query('create table piece (id int, says text)')
    const rows = await db.withClient((client) =>
      copyIn(client, 'copy piece from stdin', chunks('1\tone\n2', '\ttwo\n3\t\\N\n')),
    )
    expect(rows).toBe(3)
    expect(await db.query('select * from piece order by id')).toEqual([
      { id: 1, says: 'one' },
      { id: 2, says: 'two' },
      { id: 3, says: null },
    ])
  })

  it('streams out what is there, more than fits in memory at once', async () => {
    const statement = `copy (select n, repeat('x', 100) from generate_series(1, 200000) n) to stdout`
    const { bytes, pieces } = await db.withClient(async (client) => {
      let bytes = 0
      let pieces = 0
      for await (const chunk of copyOut(client, statement)) {
        bytes += chunk.length
        pieces++
      }
      return { bytes, pieces }
    })
    expect(bytes).toBeGreaterThan(20_000_000)
    expect(pieces).toBeGreaterThan(50)
  })

  it('stores nothing when the data breaks off, and throws what broke it', async () => {
    await db.query('create table whole (id int)')
    const broken = async function* () {
      yield Buffer.from('1\n2\n')
      throw new Error('the disk is gone')
    }
    await expect(db.withClient((client) => copyIn(client, 'copy whole from stdin', broken()))).rejects.toThrow(
      'the disk is gone',
    )
    expect(await db.query('select * from whole')).toEqual([])
  })

  it('throws what the database refuses, and leaves the connection usable', async () => {
    await db.query('create table number_only (id int)')
    await db.withClient(async (client) => {
      await expect(copyIn(client, 'copy number_only from stdin', chunks('one\n'))).rejects.toThrow(
        'invalid input syntax',
      )
      await expect(textOf(copyOut(client, 'copy not_there to stdout'))).rejects.toThrow('does not exist')
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    })
  })

  it('can be left early', async () => {
    await db.withClient(async (client) => {
      for await (const chunk of copyOut(client, 'copy (select * from generate_series(1, 500000)) to stdout')) {
        expect(chunk.length).toBeGreaterThan(0)
        break
      }
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    })
  })
})
