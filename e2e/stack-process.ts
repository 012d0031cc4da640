import { setup, teardown } from '@mashang/db/testing-setup'
import { startStack } from '../apps/server/test/stack.ts'

/* The real stack in a process of its own, so that the browser's test runner loads none of our server. */

await setup()
const { sandbox, server, stop } = await startStack()
process.once('disconnect', async () => {
  await stop()
  await teardown()
  process.exit(0)
})
process.send?.({ sandboxUrl: sandbox.url, ...server })
