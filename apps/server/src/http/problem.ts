import {
  type Problem,
  type ProblemBody,
  problems,
  type Refused,
  refuse,
  type SentenceKey,
  sentences,
} from '@mashang/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { prefersPage, problemPage, problemPagePolicy } from './problem-page.ts'

export type Language = 'zh' | 'en'

/** Chinese unless the caller asks for English first. */
function languageOf(request: FastifyRequest): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

/** The only place that turns a refusal into a response: a page for a browser, RFC 9457 for everybody else. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, refused: Refused): FastifyReply {
  reply.status(problems[refused.problem].status).header('vary', 'accept, accept-language')
  if (prefersPage(request))
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': problemPagePolicy, 'cache-control': 'no-store' })
      .send(problemPage(refused.problem, request.id))
  return reply.type('application/problem+json').send(problemBody(request, refused))
}

export function problemBody(request: FastifyRequest, { problem, details, errors }: Refused): ProblemBody {
  const language = languageOf(request)
  return {
    type: `/docs/problems#${problem}`,
    title: problems[problem][language],
    status: problems[problem].status,
    code: problem,
    requestId: request.id,
    ...details,
    ...(errors && { errors: errors.map(({ path, code, [language]: message }) => ({ path, message, code })) }),
  }
}

/** Every field at once, each with its path and a sentence a person understands. */
export function badInput(error: z.ZodError): Refused<'bad-input'> {
  const errors = error.issues.flatMap((issue) => {
    const code = keyOf(issue)
    return pathsOf(issue).map((path) => ({ path: path.join('.'), code, ...sentences[code] }))
  })
  return { ...refuse('bad-input'), errors }
}

function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}

/** Schemas name the sentence in their message; for zod's own complaints the kind of issue decides. */
function keyOf(issue: z.core.$ZodIssue): SentenceKey {
  if (issue.message in sentences) return issue.message as SentenceKey
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : 'wrong-type'
    case 'unrecognized_keys':
      return 'unknown-key'
    case 'too_big':
    case 'too_small':
      return 'out-of-range'
    case 'invalid_value':
    case 'invalid_union':
      return 'not-an-option'
    default:
      return 'wrong-type'
  }
}

/** Failures before a handler runs, and bugs. A bug is logged once, here, and tells the caller nothing but its id. */
export function sendError(
  error: Error & { code?: string; statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = problemOf(error)
  if (problem === 'internal-error') request.log.error(error)
  return sendProblem(request, reply, { ok: false, problem })
}

function problemOf(error: { code?: string; statusCode?: number }): Problem {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'body-too-large'
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'unsupported-media-type'
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return 'not-json'
    default:
      if (error.statusCode === 429) return 'too-many-requests'
      return error.statusCode && error.statusCode < 500 ? 'not-json' : 'internal-error'
  }
}
