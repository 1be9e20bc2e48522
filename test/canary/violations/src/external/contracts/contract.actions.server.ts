import { readFileSync } from 'node:fs'
import { contract } from './contract.ts'

export const sign = (path: string): string => contract + readFileSync(path, 'utf8')
