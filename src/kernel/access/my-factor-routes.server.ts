import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody, plainText } from '../http/input.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import { findAccount } from './account-checks.server.ts'
import { factors } from './door-answers.server.ts'
import {
  type Added,
  addPasskey,
  addTotp,
  type Owner,
  removePasskey,
  removeTotp,
  renamePasskey,
  renewRecoveryCodes,
} from './my-factors.server.ts'
import { askForPasskey, offerPasskey } from './passkey.server.ts'
import { mustBeProved, mustBeSession, prove, provedUntil } from './proof.server.ts'
import { challenge, handOver, holding, idIn, passkeyAnswer, patiently, sessionAnswer } from './reply.server.ts'
import { readFactors } from './second-factor.server.ts'
import { offerTotp } from './totp.server.ts'

const proofBody = z
  .object({
    password: z.string().max(1000).optional(),
    code: z.string().max(20).optional(),
    passkey: passkeyAnswer.optional(),
  })
  .refine(({ password, code, passkey }) => [password, code, passkey].filter((one) => one !== undefined).length === 1, {
    message: 'Give one of password, code and passkey.',
    path: ['password'],
  })
const codeBody = z.object({ code: z.string().max(20) })
const name = plainText(100)
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'Give it a name.'))
const newPasskey = passkeyAnswer.extend({ name })
const nameBody = z.object({ name })
const offer = z.object({ uri: z.string().describe('otpauth://…, for a QR code'), secret: z.string() })
const codes = z.array(z.string()).describe('Shown this once.')
const addedAnswer = sessionAnswer.extend({ recoveryCodes: codes.nullable() })
const security = factors.extend({
  lacksSecondFactor: z.boolean(),
  provedUntil: z.iso.datetime().nullable().describe('Until when nothing needs to be proved anew.'),
})
const tag = 'Access'
const config = { permission: 'signed-in', isBeforeSecondFactor: true } as const

/** One's own second factors. Whatever changes them needs a proof of the last ten minutes. */
export const myFactorRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/me/security',
    { config: { ...config, ...describe({ tag, summary: 'What I can sign in with', response: security }) } },
    async (request) => {
      const { account, session } = mustBeSession(request)
      return {
        ...(await readFactors(kernel.db, account)),
        lacksSecondFactor: session.lacksSecondFactor,
        provedUntil: provedUntil(session, kernel.clock.now())?.toISOString() ?? null,
      }
    },
  )
  proofRoutes(app, kernel)
  totpRoutes(app, kernel)
  passkeyRoutes(app, kernel)
  app.post(
    '/api/v1/me/recovery-codes',
    {
      config: {
        ...config,
        ...describe({ tag, summary: 'Make new recovery codes', response: z.object({ recoveryCodes: codes }) }),
      },
    },
    async (request) => ({ recoveryCodes: await renewRecoveryCodes(kernel, proved(request, kernel)) }),
  )
}

function proofRoutes(app: FastifyInstance, kernel: Kernel): void {
  app.post(
    '/api/v1/me/proof-challenge',
    {
      config: {
        ...config,
        ...describe({ tag, summary: 'Begin to prove by passkey that it is me', response: challenge }),
      },
    },
    (request) => askForPasskey(kernel, mustBeSession(request).account),
  )
  app.post(
    '/api/v1/me/proof',
    {
      config: {
        ...config,
        ...describe({
          tag,
          summary: 'Prove anew that it is me, for ten minutes',
          body: proofBody,
          response: sessionAnswer,
        }),
      },
    },
    async (request, reply) => {
      const proof = parseBody(proofBody, request.body)
      const started = await patiently(reply, () => prove(kernel, request, proof))
      app.sessions.forget()
      return handOver(reply, started, holding(request))
    },
  )
}

function totpRoutes(app: FastifyInstance, kernel: Kernel): void {
  app.post(
    '/api/v1/me/totp',
    { config: { ...config, ...describe({ tag, summary: 'Begin to set up an app for codes', response: offer }) } },
    async (request) => {
      const { account } = proved(request, kernel)
      const { email } = await findAccount(kernel.db, account)
      return offerTotp(kernel, { account, email, issuer: 'Quarterdeck' })
    },
  )
  app.post(
    '/api/v1/me/totp/confirm',
    {
      config: {
        ...config,
        ...describe({
          tag,
          summary: 'Set up the app for codes, by its first code',
          body: codeBody,
          response: addedAnswer,
        }),
      },
    },
    async (request, reply) => {
      const { code } = parseBody(codeBody, request.body)
      return answerAdded(request, reply, await addTotp(kernel, proved(request, kernel), code))
    },
  )
  app.delete(
    '/api/v1/me/totp',
    {
      config: {
        ...config,
        ...describe({ tag, summary: 'Remove the app for codes', status: 204, says: 'It is gone.' }),
      },
    },
    async (request, reply) => {
      await removeTotp(kernel, proved(request, kernel))
      app.sessions.forget()
      return reply.code(204).send()
    },
  )
}

function passkeyRoutes(app: FastifyInstance, kernel: Kernel): void {
  app.post(
    '/api/v1/me/passkeys/challenge',
    { config: { ...config, ...describe({ tag, summary: 'Begin to add a passkey', response: challenge }) } },
    async (request) => {
      const { account } = proved(request, kernel)
      const { name, email } = await findAccount(kernel.db, account)
      return offerPasskey(kernel, { account, name, email })
    },
  )
  app.post(
    '/api/v1/me/passkeys',
    {
      config: {
        ...config,
        ...describe({ tag, summary: 'Add a passkey', body: newPasskey, response: addedAnswer, status: 201 }),
      },
    },
    async (request, reply) => {
      const given = parseBody(newPasskey, request.body)
      const added = await addPasskey(kernel, proved(request, kernel), given)
      return reply.code(201).send(answerAdded(request, reply, added))
    },
  )
  app.patch(
    '/api/v1/me/passkeys/:id',
    {
      config: {
        ...config,
        ...describe({ tag, summary: 'Rename a passkey', body: nameBody, status: 204, says: 'It has another name.' }),
      },
    },
    async (request, reply) => {
      const { name } = parseBody(nameBody, request.body)
      await renamePasskey(kernel, proved(request, kernel), { id: idIn(request, 'This passkey'), name })
      return reply.code(204).send()
    },
  )
  app.delete(
    '/api/v1/me/passkeys/:id',
    { config: { ...config, ...describe({ tag, summary: 'Remove a passkey', status: 204, says: 'It is gone.' }) } },
    async (request, reply) => {
      await removePasskey(kernel, proved(request, kernel), idIn(request, 'This passkey'))
      app.sessions.forget()
      return reply.code(204).send()
    },
  )
}

function proved(request: FastifyRequest, { clock }: Kernel): Owner {
  const { account, session } = mustBeProved(request, clock.now())
  return { who: request.who, account, session: session.id }
}

function answerAdded(request: FastifyRequest, reply: FastifyReply, { started, recoveryCodes }: Added) {
  request.server.sessions.forget()
  return { ...handOver(reply, started, holding(request)), recoveryCodes }
}
