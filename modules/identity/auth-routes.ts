// The addresses at which one registers, signs in, goes on and signs out, and the keys that prove our tokens.
import { type AnyRoute, route } from '@provender/platform/http'
import { invalidRequest } from '@provender/platform/http-errors'
import { Type } from 'typebox'
import { authority, publicKeys } from './authority.ts'
import {
  accountSuspended,
  emailTaken,
  lockedOut,
  phoneTaken,
  sessionOver,
  tooBusy,
  wrongCredentials,
} from './errors.ts'
import { hashPassword, mostCharacters } from './password.ts'
import { refreshSession } from './refresh-session.ts'
import { Registration, registerAccount, registrationProblems } from './register-account.ts'
import { type Asked, dropCookies, keepInCookies, namedApp, tokensInCookies } from './session-cookies.ts'
import { SignIn, signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { type Device, SignedIn, signedInReply, startSession } from './start-session.ts'

const refreshBody = Type.Union(
  [
    Type.Object({ refreshToken: Type.Optional(Type.String({ maxLength: 200, description: 'Left out by browsers.' })) }),
    Type.Null(),
  ],
  { description: 'Nothing when the token comes in a cookie.' },
)
const signOutBody = Type.Union([
  Type.Object({
    refreshToken: Type.Optional(Type.String({ maxLength: 200 })),
    everywhere: Type.Optional(Type.Boolean({ description: 'Ends the sessions of all devices.' })),
  }),
  Type.Null(),
])
const SignedOut = Type.Object({ signedIn: Type.Boolean({ description: 'false: the tokens open nothing any more.' }) })
const Keys = Type.Object(
  {
    keys: Type.Array(
      Type.Object({
        kty: Type.String(),
        n: Type.String(),
        e: Type.String(),
        kid: Type.String(),
        alg: Type.String(),
        use: Type.String(),
      }),
    ),
  },
  { title: 'KeySet', description: 'RFC 7517.' },
)

export const authRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    path: '/auth/register',
    audience: 'public',
    permission: 'identity.register',
    summary: 'Open an account and sign in',
    body: Registration,
    reply: SignedIn,
    status: 201,
    errors: [emailTaken, phoneTaken, tooBusy],
    limit: { most: 30, perSeconds: 3600, by: 'ip' },
    transaction: 'own',
    async handle(asked) {
      const { ctx, body, open } = asked
      const problems = registrationProblems(body, ctx.market.settings.country)
      if (problems.length > 0) throw invalidRequest({ errors: problems })

      const { name, email, phone, role = 'customer', password } = body
      const passwordHash = await hashPassword(password)
      const tokens = await open(async (tx) => {
        const account = await registerAccount(tx, ctx, {
          name,
          email,
          ...(phone !== undefined && { phone }),
          passwordHash,
          // Whoever sells or rides may also be hungry.
          roles: role === 'customer' ? ['customer'] : ['customer', role],
        })
        return startSession(tx, ctx, account, deviceOf(asked))
      })

      return answer(asked, tokens)
    },
  }),
  route({
    method: 'POST',
    path: '/auth/login',
    audience: 'public',
    permission: 'identity.sign_in',
    summary: 'Sign in with e-mail address or phone number',
    body: SignIn,
    reply: SignedIn,
    errors: [wrongCredentials, lockedOut, accountSuspended, tooBusy],
    limit: { most: 50, perSeconds: 900, by: 'ip' },
    transaction: 'own',
    async handle(asked) {
      const tokens = await signIn(asked.open, asked.ctx, { ...asked.body, device: deviceOf(asked) })
      return answer(asked, tokens)
    },
  }),
  route({
    method: 'POST',
    path: '/auth/refresh',
    audience: 'public',
    permission: 'identity.refresh',
    summary: 'Exchange the refresh token for fresh tokens',
    body: refreshBody,
    reply: SignedIn,
    errors: [sessionOver],
    limit: { most: 600, perSeconds: 900, by: 'ip' },
    transaction: 'own',
    async handle(asked) {
      const given = asked.body?.refreshToken
      const refreshToken = given ?? tokensInCookies(asked).refreshToken
      if (refreshToken === undefined) throw sessionOver()
      const tokens = await refreshSession(asked.open, asked.ctx, refreshToken)

      return answer(asked, tokens, given === undefined)
    },
  }),
  route({
    method: 'POST',
    path: '/auth/logout',
    audience: 'public',
    permission: 'identity.sign_out',
    summary: 'Sign out, here or everywhere',
    body: signOutBody,
    reply: SignedOut,
    errors: [],
    async handle(asked) {
      const { tx, ctx, body } = asked
      const { accessToken, refreshToken } = tokensInCookies(asked)
      await signOut(tx, ctx, {
        refreshToken: body?.refreshToken ?? refreshToken,
        accessToken: bearerIn(asked.headers) ?? accessToken,
        everywhere: body?.everywhere ?? false,
      })
      dropCookies(asked)

      return { signedIn: false }
    },
  }),
  ...['/auth/jwks', '/.well-known/jwks.json'].map((path) =>
    route({
      method: 'GET',
      path,
      audience: 'public',
      permission: 'identity.read_keys',
      summary: 'The public keys that our access tokens are signed with',
      reply: Keys,
      errors: [],
      anyMarket: true,
      handle: ({ response }) => {
        response.header('cache-control', 'public, max-age=300')
        return { keys: publicKeys() }
      },
    }),
  ),
  route({
    method: 'POST',
    path: '/auth/login',
    audience: 'operator',
    permission: 'identity.sign_in_operator',
    summary: 'Sign in as one who looks after all markets',
    body: Type.Object({ email: Type.String({ maxLength: 320 }), password: Type.String({ maxLength: mostCharacters }) }),
    reply: SignedIn,
    errors: [wrongCredentials, lockedOut, accountSuspended, tooBusy],
    limit: { most: 20, perSeconds: 900, by: 'ip' },
    transaction: 'own',
    async handle(asked) {
      const tokens = await signIn(authority().operators.open, asked.ctx, { ...asked.body, device: deviceOf(asked) })
      return signedInReply(tokens, false)
    },
  }),
  route({
    method: 'POST',
    path: '/auth/refresh',
    audience: 'operator',
    permission: 'identity.refresh_operator',
    summary: "Exchange an operator's refresh token for fresh tokens",
    body: Type.Object({ refreshToken: Type.String({ maxLength: 200 }) }),
    reply: SignedIn,
    errors: [sessionOver],
    limit: { most: 100, perSeconds: 900, by: 'ip' },
    transaction: 'own',
    async handle({ ctx, body }) {
      const tokens = await refreshSession(authority().operators.open, ctx, body.refreshToken)
      return signedInReply(tokens, false)
    },
  }),
  route({
    method: 'POST',
    path: '/auth/logout',
    audience: 'operator',
    permission: 'identity.sign_out_operator',
    summary: 'Sign out as an operator, here or everywhere',
    body: signOutBody,
    reply: SignedOut,
    errors: [],
    transaction: 'own',
    async handle({ ctx, body, headers }) {
      await authority().operators.open((tx) =>
        signOut(tx, ctx, {
          refreshToken: body?.refreshToken,
          accessToken: bearerIn(headers),
          everywhere: body?.everywhere ?? false,
        }),
      )

      return { signedIn: false }
    },
  }),
]

function deviceOf({ headers, ip }: Pick<Asked, 'headers'> & { readonly ip: string }): Device {
  const userAgent = headers['user-agent']

  return {
    app: namedApp({ headers }) ?? null,
    ip,
    userAgent: typeof userAgent === 'string' ? userAgent.slice(0, 300) : null,
  }
}

function answer(asked: Asked, tokens: Parameters<typeof signedInReply>[0], fromCookie = false): SignedIn {
  const inCookies = fromCookie || namedApp(asked) !== undefined
  if (inCookies) keepInCookies(asked, tokens)
  asked.response.header('cache-control', 'no-store')

  return signedInReply(tokens, inCookies)
}

function bearerIn(headers: Asked['headers']): string | undefined {
  const { authorization } = headers

  return typeof authorization === 'string' && authorization.startsWith('Bearer ') ? authorization.slice(7) : undefined
}
