import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'
import type { Language, Text } from '../../processes/text.ts'
import { scopes } from '../../store/clients.ts'
import { scopeTexts } from '../messages/systems.ts'
import { deadlineSchemas } from './deadline-schemas.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { answers, webhookMessage } from './schemas.ts'

const problemShape = z.object({
  type: z.string(), title: z.string(), status: z.int(), detail: z.string(),
  errors: z.array(z.object({ pointer: z.string().meta({ description: 'Where: a JSON pointer (RFC 6901) as a fragment' }), detail: z.string() })).optional(),
}).meta({ id: 'Problem', description: 'RFC 9457' })

const tokenShape = z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int(), scope: z.string() }).meta({ id: 'Token' })
const refusedShape = z.object({ error: z.string(), error_description: z.string().optional() }).meta({ id: 'OAuthError' })

const problemTexts: Readonly<Record<number, Text>> = {
  400: { vi: 'Yêu cầu sai dạng; “errors” nêu chỗ sai.', en: 'The request is malformed; `errors` says where.' },
  401: { vi: 'Không có mã truy cập còn hiệu lực.', en: 'No access token that holds.' },
  403: { vi: 'Thiếu quyền.', en: 'Not allowed.' },
  404: { vi: 'Không có, hoặc không được xem.', en: 'There is none, or this system may not see it.' },
  405: { vi: 'Phương thức khác.', en: 'Another method.' },
  409: { vi: 'Hồ sơ hoặc công việc không còn ở chỗ cho phép việc này; hoặc yêu cầu cùng khóa đang được xử lý.', en: 'The dossier or task no longer allows it, or the request with this key is under way.' },
  413: { vi: 'Quá lớn.', en: 'Too large.' },
  415: { vi: 'Loại nội dung khác.', en: 'Another media type.' },
  422: { vi: 'Đúng dạng nhưng chưa đúng biểu mẫu hoặc quy định; hoặc khóa đã dùng cho yêu cầu khác.', en: 'Well-formed, but not what the form or the law allows; or the key was used for another request.' },
  429: { vi: 'Quá nhiều yêu cầu; Retry-After nêu khi nào thử lại.', en: 'Too many requests; Retry-After says when to come again.' },
}

const retryTexts = { vi: 'Khi yêu cầu cùng khóa đang được xử lý', en: 'When the request with this key is under way' } as const satisfies Text

const problem = (status: number, language: Language, isKeyed: boolean) => ({
  description: problemTexts[status]?.[language] ?? '', content: { 'application/problem+json': { schema: problemShape } },
  ...(status === 401 && { headers: { 'WWW-Authenticate': { schema: { type: 'string' as const } } } }),
  ...(status === 409 && isKeyed && { headers: { 'Retry-After': { description: retryTexts[language], schema: { type: 'integer' as const } } } }),
  ...(status === 429 && { headers: { 'Retry-After': { schema: { type: 'integer' as const } } } }),
})
const problems = (statuses: readonly number[], language: Language, isKeyed = false): ZodOpenApiResponsesObject =>
  Object.fromEntries([...new Set(statuses)].sort().map((status) => [String(status) as `${1 | 2 | 3 | 4 | 5}${string}`, problem(status, language, isKeyed)]))

const fileTypes = ['application/pdf', 'image/jpeg', 'image/png', 'application/octet-stream']

const keyHeader = (key: Operation['key']) => ({
  'Idempotency-Key': z.string().regex(/^[\w.:-]{8,200}$/).meta({ description: 'The same key and request again: the same answer, and no second effect; kept for two days' })[key === 'needed' ? 'nonoptional' : 'optional'](),
})

function requestBody({ body, bodyShape }: Operation): ZodOpenApiOperationObject['requestBody'] {
  const files = z.record(z.string(), z.unknown()).meta({ description: 'Files in parts named “documents.<item>”' })
  switch (body) {
    case undefined: return undefined
    case 'files': return {
      required: true, content: { 'multipart/form-data': { schema: files }, ...Object.fromEntries(fileTypes.map((type) => [type, { schema: { type: 'string' as const, contentMediaType: type } }])) },
    }
    case 'json': return { required: true, content: { 'application/json': { schema: bodyShape } } }
    case 'json-with-files': return {
      required: true, content: { 'application/json': { schema: bodyShape }, 'multipart/form-data': { schema: z.object({ body: bodyShape }).catchall(z.unknown()), encoding: { body: { contentType: 'application/json' } } } },
    }
  }
}

function describe(operation: Operation, language: Language): ZodOpenApiOperationObject {
  const { id, summary, description, scope, params, query, key, answers: good } = operation
  return {
    operationId: id, summary: summary[language], ...(description && { description: description[language] }), security: [{ oauth: [scope] }],
    requestParams: {
      ...(Object.keys(params.shape).length > 0 && { path: params }), ...(Object.keys(query.shape).length > 0 && { query }), ...(key && { header: z.object(keyHeader(key)) }),
    },
    ...(operation.body && { requestBody: requestBody(operation) }),
    responses: {
      ...Object.fromEntries(Object.entries(good).map(([status, { description: words, schema, types }]) => [status, {
        description: words[language],
        ...(schema && { content: { 'application/json': { schema } } }),
        ...(types && { content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const, contentMediaType: type } }])) }),
      }])),
      ...problems([400, 401, 403, 429, ...key ? [409, 422] : [], ...operation.problems ?? []], language, key !== undefined),
    },
  } as ZodOpenApiOperationObject
}

const words = {
  about: {
    vi: 'Bộ phận Một cửa điện tử: các hệ thống khác nộp hồ sơ, theo dõi và làm những việc của vai trò được giao, theo cùng quy tắc như trên cổng và bàn làm việc.',
    en: 'One-stop shop for public administrative procedures: other systems file, follow and complete the tasks of the roles that they hold, by the same rules as portal and desk.',
  },
  token: { vi: 'Lấy mã truy cập (OAuth 2, client credentials)', en: 'Get an access token (OAuth 2, client credentials)' },
  tokenGiven: { vi: 'Mã truy cập', en: 'The token' },
  refused: { vi: 'Bị từ chối (RFC 6749, 5.2)', en: 'Refused (RFC 6749 section 5.2)' },
  explain: { vi: 'Tính ngày hẹn và giải thích từng dòng', en: 'Compute a due date and explain it line by line' },
  explainMore: {
    vi: 'Công khai. Tính như cho một hồ sơ: giờ và ngày làm việc theo lịch (BT 45/2023, Điều 10, 15, 17), ngày và tháng theo Bộ luật Dân sự 2015, Điều 147-148. Accept-Language chọn ngôn ngữ (vi, en).',
    en: 'Public. Counts as for a dossier: working hours and days by the calendar (BT 45/2023 arts. 10, 15, 17), calendar days and months by the Civil Code 2015, arts. 147-148. Accept-Language chooses the words (vi, en).',
  },
  explained: { vi: 'Ngày hẹn và các dòng', en: 'The due date and its lines' },
  itself: { vi: 'Mô tả này', en: 'This description' },
  told: { vi: 'Tin báo cho hệ thống đã nộp hồ sơ', en: 'What the system that filed a dossier is told' },
  taken: { vi: 'Đã nhận; trả lời khác thì tin được gửi lại, 410 thì thôi', en: 'Taken; after another answer it is sent again, after 410 no more' },
} as const satisfies Record<string, Text>

function makeOpenApi(origin: string, language: Language): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = describe(operation, language)
  const document = createDocument({
    openapi: '3.1.0',
    info: { title: 'Một Cửa', version: '1', description: words.about[language], license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: `${origin}/api` }],
    paths: {
      ...paths as ZodOpenApiPathsObject,
      '/v1/oauth/token': {
        post: {
          operationId: 'getToken', summary: words.token[language], security: [{ basic: [] }, {}],
          requestBody: {
            required: true, content: { 'application/x-www-form-urlencoded': { schema: z.object({ grant_type: z.literal('client_credentials'), scope: z.string().optional(), client_id: z.string().optional(), client_secret: z.string().optional() }) } },
          },
          responses: {
            200: { description: words.tokenGiven[language], content: { 'application/json': { schema: tokenShape } } },
            ...Object.fromEntries([400, 401].map((status) => [status, { description: words.refused[language], content: { 'application/json': { schema: refusedShape } } }])),
            ...problems([413, 429], language),
          },
        },
      },
      '/v1/deadlines/explain': {
        post: {
          operationId: 'explainDeadline', summary: words.explain[language], description: words.explainMore[language], security: [],
          requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/DeadlineQuestion' } } } },
          responses: {
            200: { description: words.explained[language], content: { 'application/json': { schema: { $ref: '#/components/schemas/DeadlineExplained' } } } },
            ...problems([400, 405, 413, 415, 429], language),
          },
        },
      },
      '/openapi.json': {
        get: {
          operationId: 'getOpenApi', summary: words.itself[language], security: [],
          responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } }, ...problems([429], language) },
        },
      },
    },
    webhooks: {
      dossier: {
        post: {
          operationId: 'dossierWebhook', summary: words.told[language], security: [],
          requestParams: { header: z.object({ 'webhook-id': z.string(), 'webhook-timestamp': z.string(), 'webhook-signature': z.string() }) },
          requestBody: { required: true, content: { 'application/json': { schema: webhookMessage } } },
          responses: { '2XX': { description: words.taken[language] } },
        },
      },
    },
    components: {
      schemas: { Answers: answers, ...deadlineSchemas as Record<string, object> },
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: `${origin}/api/v1/oauth/token`, scopes: Object.fromEntries(scopes.map((scope) => [scope, scopeTexts[scope][language]])) } } },
      },
    },
  })
  return document
}

const made = new Map<string, object>()

/** The description of the interface, OpenAPI 3.1, made of the operations and of the schemas that check what comes in. */
export function openApi(origin: string, language: Language): object {
  const key = `${language} ${origin}`
  const document = made.get(key) ?? makeOpenApi(origin, language)
  made.set(key, document)
  return document
}
