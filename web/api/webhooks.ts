import { isCallable } from '../../config/call-webhook.ts'
import { sayApi } from '../messages/api.ts'
import { operation } from './operation.ts'
import { refuse, wrongInput } from './problems.ts'
import { newWebhook, subscription, webhook as webhookShape } from './schemas.ts'

const path = '/v1/webhook'

export const getWebhook = operation({
  id: 'getWebhook', method: 'get', path, scope: 'webhooks:write',
  summary: { vi: 'Nơi hệ thống này được báo tin', en: 'Where this system is told what happens' },
  answers: { 200: { description: { vi: 'Đăng ký nhận tin', en: 'The subscription' }, schema: webhookShape } },
  problems: [404],
  handle({ client: { webhook }, language }) {
    if (!webhook) throw refuse(404, 'no-such', language)
    return Promise.resolve({ status: 200, body: { address: webhook.address, events: [...webhook.events] } })
  },
})

export const putWebhook = operation({
  id: 'setWebhook', method: 'put', path, scope: 'webhooks:write', body: 'json', bodyShape: subscription,
  summary: { vi: 'Đăng ký nơi nhận tin; khóa ký mới được cho biết một lần', en: 'Say where to be told; a new signing key is told once' },
  description: {
    vi: 'Tin được ký theo Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature), gửi lại khi không nhận được 2xx; cùng một webhook-id là cùng một tin. Không có dữ liệu cá nhân.',
    en: 'Messages are signed by the Standard Webhooks scheme (webhook-id, webhook-timestamp, webhook-signature) and sent again until a 2xx; the same webhook-id is the same message. They name nobody.',
  },
  answers: { 200: { description: { vi: 'Đã đăng ký', en: 'Subscribed' }, schema: newWebhook } },
  problems: [415, 422],
  async handle({ body, client, language, actor }, { clients, webhooks, now }) {
    if (!isCallable(body.address, webhooks.networks)) throw wrongInput([{ pointer: '#/address', detail: sayApi('webhook-address', language) }], language)
    const events = [...new Set(body.events)]
    const secret = await clients.subscribe(client.id, { address: body.address, events }, { by: actor('applicant'), at: now() })
    return { status: 200, body: { address: body.address, events, secret } }
  },
})

export const deleteWebhook = operation({
  id: 'endWebhook', method: 'delete', path, scope: 'webhooks:write',
  summary: { vi: 'Thôi nhận tin', en: 'Be told nothing any more' },
  answers: { 204: { description: { vi: 'Đã thôi', en: 'Ended' } } },
  async handle({ client, actor }, { clients, now }) {
    await clients.subscribe(client.id, null, { by: actor('applicant'), at: now() })
    return { status: 204, body: null }
  },
})
