import { defineConfig } from 'vitest/config'

/** Two workers: what the smallest machine we promise to work on has. */
const maxWorkers = 2

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{src,test,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.{server,record,settings}.test.ts', 'test/canary/*/**', '**/node_modules/**'],
          setupFiles: ['test/kit/network.ts'],
          pool: 'threads',
          testTimeout: 20_000,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'server',
          include: ['{src,test,scripts,bench}/**/*.{server,record,settings}.test.ts'],
          globalSetup: ['test/kit/global-setup.ts'],
          setupFiles: ['test/kit/network.ts'],
          pool: 'forks',
          // Most of a test file's time would go into loading the server again; files share nothing but modules,
          // each has a database of its own.
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
