import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { VnpaySettings } from '../pay/vnpay.ts'

/** A payment page for a first look: no real money. It is started only where no real provider is configured. */
export interface PaymentPage {
  readonly settings: VnpaySettings
  /** Where it calls, from server to server, once somebody has paid or cancelled; null: it never calls. */
  notifyAt: string | null
  /** Calls that were answered, with the answers; the latest last. */
  readonly answered: readonly { query: string, answer: unknown }[]
  /** Tells an outcome of an order again, as providers do. */
  tell(reference: string, responseCode: string): Promise<unknown>
  close(): Promise<void>
}

/** Signs parameters as the provider does: sorted by name, encoded as in a form, HMAC-SHA512. */
export function signed(parameters: Readonly<Record<string, string>>, secret: string): string {
  const query = new URLSearchParams(Object.entries(parameters).sort(([a], [b]) => a < b ? -1 : 1)).toString()
  return `${query}&vnp_SecureHash=${createHmac('sha512', secret).update(query).digest('hex')}`
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)

const page = (title: string, body: string) => `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:17px/1.6 sans-serif;max-width:30em;margin:3em auto;padding:0 1em}button{font:inherit;padding:.6em 1.4em;margin:0 .6em .6em 0}.amount{font-size:28px;font-weight:700}
.warning{padding:.6em 1em;background:#fff3cd;border-left:4px solid #b58900}</style><h1>${title}</h1>
<p class="warning">Trang thanh toán trình diễn: không có tiền thật. Demonstration only: no real money.</p>${body}</html>`

/**
 * Starts a page that behaves like VNPay's: it checks our signature, shows the amount, leads back with a signed address, and calls
 * the given address by itself.
 */
export async function startPaymentPage(): Promise<PaymentPage> {
  const secret = randomBytes(24).toString('hex')
  const terminal = 'TRINHDIEN'
  const orders = new Map<string, URLSearchParams>()
  const answered: { query: string, answer: unknown }[] = []
  let number = Date.now() % 1_000_000_000

  function word(reference: string, responseCode: string): string {
    const order = orders.get(reference)
    if (!order) throw new Error(`No order ${reference}`)
    return signed({
      vnp_TmnCode: terminal, vnp_TxnRef: reference, vnp_Amount: order.get('vnp_Amount') ?? '', vnp_OrderInfo: order.get('vnp_OrderInfo') ?? '',
      vnp_ResponseCode: responseCode, vnp_TransactionStatus: responseCode === '00' ? '00' : '02', vnp_TransactionNo: String(++number), vnp_BankCode: 'NCB',
    }, secret)
  }

  async function call(query: string): Promise<unknown> {
    if (!here.notifyAt) return null
    const answer: unknown = await fetch(`${here.notifyAt}?${query}`).then((response) => response.json(), (error: unknown) => (error as Error).message)
    answered.push({ query, answer })
    return answer
  }

  function send(res: ServerResponse, status: number, html: string): void {
    res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
  }

  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://localhost')
    if (req.method === 'GET' && url.pathname === '/paymentv2/vpcpay.html') {
      const given = Object.fromEntries(url.searchParams)
      const { vnp_SecureHash, ...rest } = given
      if (new URLSearchParams(signed(rest, secret)).get('vnp_SecureHash') !== vnp_SecureHash) { send(res, 400, page('Sai chữ ký', '')); return }
      const reference = given['vnp_TxnRef'] ?? ''
      orders.set(reference, url.searchParams)
      const amount = (Number(given['vnp_Amount']) / 100).toLocaleString('vi-VN')
      send(res, 200, page('Thanh toán', `<p>${escaped(given['vnp_OrderInfo'] ?? '')}</p><p class="amount">${amount} đồng</p><form method="post" action="/outcome">
<input type="hidden" name="reference" value="${escaped(reference)}"><button name="code" value="00">Thanh toán</button><button name="code" value="24">Hủy</button></form>`))
      return
    }
    if (req.method === 'POST' && url.pathname === '/outcome') {
      let body = ''
      req.on('data', (chunk: Buffer) => { body = (body + chunk.toString()).slice(0, 2_000) })
      req.on('end', () => {
        const posted = new URLSearchParams(body)
        const reference = posted.get('reference') ?? ''
        const order = orders.get(reference)
        if (!order) { send(res, 404, page('Không có giao dịch này', '')); return }
        const query = word(reference, posted.get('code') === '00' ? '00' : '24')
        void call(query).then(() => { res.writeHead(303, { location: `${order.get('vnp_ReturnUrl') ?? '/'}?${query}` }).end() })
      })
      return
    }
    send(res, 404, page('Không có trang này', ''))
  })
  await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo

  const here: PaymentPage = {
    settings: { host: `http://127.0.0.1:${String(port)}`, terminal, secret }, notifyAt: null, answered,
    tell: (reference, responseCode) => call(word(reference, responseCode)),
    close: () => new Promise((resolve) => { server.close(() => { resolve() }); server.closeAllConnections() }),
  }
  return here
}
