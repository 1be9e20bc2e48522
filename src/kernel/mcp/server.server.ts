import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { Who } from '../access/who.ts'
import { badRequest, Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { readTools } from './read-tools.server.ts'
import type { Call, Tool } from './tool.server.ts'
import { writeTools } from './write-tools.server.ts'

/** Characters of an answer at most: more than any assistant reads with profit. */
const mostCharacters = 100_000
const instructions =
  'Quarterdeck is the system of record of an IT organisation: its people, teams, services and what happens to them. You read and write as the person whose key you hold, with their rights and no others. Ask describe_types before you filter or write; what you may not see does not exist. Every change is kept in the history with your reason.'

/** A server for one request of this caller. */
export function openMcp(kernel: Kernel, who: Who): (request: Request, body: unknown) => Promise<Response> {
  const server = new McpServer({ name: 'quarterdeck', version: '1' }, { instructions })
  const call: Call = { kernel, who, records: kernel.store.as(who) }
  for (const tool of [...readTools, ...writeTools]) register(server, tool, call)
  return async (request, parsedBody) => {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await server.connect(transport)
    try {
      return await transport.handleRequest(request, { parsedBody })
    } finally {
      await server.close()
    }
  }
}

function register(
  server: McpServer,
  { name, title, about, input, isReadOnly, isDestructive = false, run }: Tool,
  call: Call,
): void {
  const annotations = { readOnlyHint: isReadOnly, destructiveHint: isDestructive, openWorldHint: false }
  server.registerTool(name, { title, description: about, inputSchema: input, annotations }, (given) =>
    answer(call, () => run(call, given as never)),
  )
}

/** What the tool found, or what went wrong in words; what is unexpected stays in the log. */
async function answer({ kernel }: Call, work: () => Promise<unknown>): Promise<CallToolResult> {
  try {
    const text = JSON.stringify(await work())
    if (text.length > mostCharacters)
      throw badRequest('That is too long an answer. Ask for fewer rows, or for the columns that you need.')
    return { content: [{ type: 'text', text }] }
  } catch (error) {
    if (!(error instanceof Failure)) {
      kernel.log.error({ err: error }, 'A tool of an assistant failed unexpectedly.')
      return wrong('Something went wrong on our side. Nothing was changed. Try again.')
    }
    const { code, message, problems, differences } = error
    const more = { ...(problems.length > 0 ? { problems } : {}), ...(differences.length > 0 ? { differences } : {}) }
    return wrong(JSON.stringify({ code, detail: message, ...more }))
  }
}

const wrong = (text: string): CallToolResult => ({ isError: true, content: [{ type: 'text', text }] })
