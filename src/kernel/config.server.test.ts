import { describe, expect, it } from 'vitest'
import { readConfig } from './config.server.ts'

describe('configuration', () => {
  it('needs nothing', () => {
    const config = readConfig({ HOME: '/home/someone' })
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      url: 'http://localhost:8080',
      databaseUrl: undefined,
    })
    expect(config.files.kind).toBe('folder')
  })

  it('takes the port of the flag over that of the environment', () => {
    expect(readConfig({ QUARTERDECK_PORT: '9000' }, { port: '9001' }).port).toBe(9001)
  })

  it.each([
    ['QUARTERDECK_PORT', 'eighty', 'from 1 to 65535'],
    ['QUARTERDECK_PORT', '70000', 'from 1 to 65535'],
    ['QUARTERDECK_URL', 'quarterdeck.example.com', 'https://quarterdeck.example.com'],
    ['QUARTERDECK_SECRET', 'short', 'at least 32 characters'],
    ['QUARTERDECK_LOG', 'loud', 'debug, info, warn or error'],
    ['DATABASE_URL', 'mysql://somewhere/else', 'postgresql://'],
  ])('names %s=%s and says what it must be', (name, value, says) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`${name} .*${says}`))
  })

  it('names every wrong value at once', () => {
    const read = () => readConfig({ QUARTERDECK_PORT: '0', DATABASE_URL: 'here' })
    expect(read).toThrow(/QUARTERDECK_PORT[^]*DATABASE_URL/)
  })

  it('never repeats a wrong value, which may hold a password', () => {
    expect(() => readConfig({ DATABASE_URL: 'postgre://me:hunter2@host/db' })).toThrow(/^(?!.*hunter2)/s)
  })

  it('names a setting that does not exist', () => {
    expect(() => readConfig({ QUARTERDECK_PROT: '8081' })).toThrow('QUARTERDECK_PROT is not a setting')
  })

  it.each(['DATABASE_REPLICA_URL', 'DATABASE_DIRECT_URL'])('asks for the database that %s belongs to', (name) => {
    expect(() => readConfig({ [name]: 'postgresql://host/db' })).toThrow(`${name} needs DATABASE_URL`)
  })

  it('asks for the keys of a bucket', () => {
    expect(() => readConfig({ QUARTERDECK_FILES_S3_URL: 'https://s3.example.com/files' })).toThrow(
      'QUARTERDECK_FILES_S3_ACCESS_KEY is missing',
    )
  })
})
