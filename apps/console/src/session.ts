import { createAuthClient } from 'better-auth/client'

export const session = createAuthClient({ basePath: '/api/auth' })
