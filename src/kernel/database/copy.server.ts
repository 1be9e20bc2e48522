import { Readable } from 'node:stream'
import type pg from 'pg'

// What of node-postgres' connection COPY needs; its types leave these out.
type CopyConnection = pg.Connection & {
  readonly sendCopyFromChunk: (chunk: Buffer) => void
  readonly endCopyFrom: () => void
  readonly sendCopyFail: (why: string) => void
}

const chunkSize = 256 * 1024

/** Runs `copy … to stdout` and streams what it sends, in chunks of about 256 KB that may split a row. */
export function copyOut(client: pg.ClientBase, statement: string): AsyncIterable<Buffer> {
  const query = new CopyOut(statement)
  client.query(query)
  return query.output
}

class CopyOut implements pg.Submittable {
  readonly output: Readable
  readonly #statement: string
  #connection: pg.Connection | undefined
  #waiting: Buffer[] = []
  #size = 0

  constructor(statement: string) {
    this.#statement = statement
    this.output = new Readable({
      highWaterMark: chunkSize * 2,
      read: () => void this.#connection?.stream.resume(),
      // Left early: let the rest of the answer pass by, so that the connection stays usable.
      destroy: (error, done) => {
        this.#connection?.stream.resume()
        done(error)
      },
    })
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection
    connection.query(this.#statement)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.output.destroyed) return
    this.#waiting.push(Buffer.from(chunk)) // the parser will overwrite its own
    this.#size += chunk.length
    if (this.#size >= chunkSize) this.#pass()
  }

  #pass(): void {
    const chunk = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#size = 0
    if (chunk.length > 0 && !this.output.push(chunk)) this.#connection?.stream.pause()
  }

  handleError(error: Error): void {
    this.output.destroy(error)
  }

  handleCommandComplete(): void {
    if (!this.output.destroyed) this.#pass()
  }

  handleReadyForQuery(): void {
    if (!this.output.destroyed) this.output.push(null)
  }
}

/** Runs `copy … from stdin` with `data`; resolves to the number of rows. When `data` throws, nothing is stored. */
export function copyIn(client: pg.ClientBase, statement: string, data: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, { data, resolve, reject }))
  })
}

interface CopyInParts {
  readonly data: AsyncIterable<Buffer>
  readonly resolve: (rows: number) => void
  readonly reject: (error: unknown) => void
}

class CopyIn implements pg.Submittable {
  readonly #statement: string
  readonly #parts: CopyInParts
  #sourceError: unknown
  #rows = 0
  #isOver = false

  constructor(statement: string, parts: CopyInParts) {
    this.#statement = statement
    this.#parts = parts
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#statement)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.#send(connection)
  }

  async #send(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of this.#parts.data) {
        if (this.#isOver) return
        connection.sendCopyFromChunk(chunk)
        if (connection.stream.writableNeedDrain) await drained(connection)
      }
      connection.endCopyFrom()
    } catch (error) {
      this.#sourceError = error
      connection.sendCopyFail('the data could not be read')
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#rows = Number(text.split(' ')[1] ?? 0)
  }

  handleError(error: Error): void {
    this.#isOver = true
    this.#parts.reject(this.#sourceError ?? error)
  }

  handleReadyForQuery(): void {
    this.#isOver = true
    this.#parts.resolve(this.#rows)
  }
}

function drained({ stream }: pg.Connection): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.on('drain', done).on('close', done)
  })
}
