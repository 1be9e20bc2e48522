import { createServer } from 'node:http'
import { demo } from '../demo/index.ts'
import { sealed } from '../links/covers.server.ts'
import { board } from '../overview/board.ts'

export const server = [createServer, demo, sealed, board]
