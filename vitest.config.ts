import { defineConfig } from 'vitest/config'

// What runs on whichever PostgreSQL TEST_DATABASE_URL names: .ci/run runs these a second time. The tests of our own
// server are not among them.
const database = ['db/**/*.test.ts', 'apps/server/**/*.test.ts']
const ownServer = ['db/embedded.test.ts', 'db/postgres/*.test.ts']
const modules = '**/node_modules/**'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'once',
          include: ['{packages,apps,scripts,bench}/**/*.test.{ts,tsx}', ...ownServer],
          exclude: [modules, 'apps/server/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: database,
          exclude: [modules, ...ownServer],
          globalSetup: ['db/testing-setup.ts'],
        },
      },
    ],
  },
})
