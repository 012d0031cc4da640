import { betterAuth } from 'better-auth'
import type { Pool } from 'pg'
import { v7 as uuidv7 } from 'uuid'

/**
 * Who a person is: passwords and sessions, kept by better-auth in the `identity` tables. Accounts are made by an
 * administrator, so there is no public sign-up.
 */
export function openAuth(options: { pool: Pool; secret: string; publicUrl: string }) {
  return betterAuth({
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: options.pool,
    telemetry: { enabled: false },
    // A wrong password is not the operator's affair.
    logger: { level: 'error' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    rateLimit: { enabled: true, window: 60, max: 100, customRules: { '/sign-in/email': { window: 60, max: 10 } } },
    advanced: {
      cookiePrefix: 'mashang',
      // Its default depends on NODE_ENV.
      disableOriginCheck: false,
      database: { generateId: () => uuidv7() },
      useSecureCookies: options.publicUrl.startsWith('https:'),
    },
    user: {
      modelName: 'identity',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'identity_session',
      fields: {
        userId: 'identity_id',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: 60 * 60 * 12,
    },
    account: {
      modelName: 'identity_credential',
      fields: {
        userId: 'identity_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'identity_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  })
}

export type Auth = ReturnType<typeof openAuth>
