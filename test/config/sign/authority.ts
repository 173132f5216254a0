import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const config = `
oid_section = oids
[oids]
policy = 1.2.3.4.1
[req]
distinguished_name = dn
utf8 = yes
string_mask = utf8only
prompt = no
[dn]
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, nonRepudiation
[stamping]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = house
[house]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = policy
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`

type Kind = 'rsa' | 'ec'
const keyOptions: Record<Kind, string[]> = { rsa: ['-newkey', 'rsa:2048'], ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] }

/** A certification authority made by openssl, with a root and one below it, for keys of units, and a time-stamping authority. */
export class Authority {
  readonly folder: string
  private constructor(folder: string) { this.folder = folder }

  static async found(): Promise<Authority> {
    const authority = new Authority(await mkdtemp(path.join(tmpdir(), 'motcua-ca-')))
    await writeFile(authority.at('openssl.cnf'), config)
    await writeFile(authority.at('serial'), '01')
    await mkdir(authority.at('trust'))
    await authority.openssl('req', '-x509', '-nodes', ...keyOptions.ec, '-keyout', 'root.key', '-out', 'root.pem', '-days', '3650', '-subj', '/C=VN/CN=Gốc chứng thực thử', '-extensions', 'ca')
    await authority.issue('sub', 'Cơ quan chứng thực thử', { extensions: 'ca', issuer: 'root' })
    await authority.openssl('x509', '-in', 'root.pem', '-out', 'trust/root.pem')
    return authority
  }

  at(name: string): string { return path.join(this.folder, name) }

  async openssl(...args: string[]): Promise<string> {
    return (await run('openssl', [...args, ...(args[0] === 'req' ? ['-config', 'openssl.cnf', '-utf8'] : [])], { cwd: this.folder })).stdout
  }

  /** A key and its certificate: `<id>.key` and `<id>.pem`. */
  async issue(id: string, name: string, { kind = 'rsa', extensions = 'leaf', issuer = 'sub', days = 365, request = null }: {
    kind?: Kind, extensions?: 'leaf' | 'ca' | 'stamping', issuer?: string, days?: number, request?: string | null
  } = {}): Promise<void> {
    if (request === null) await this.openssl('req', '-new', '-nodes', ...keyOptions[kind], '-keyout', `${id}.key`, '-out', `${id}.csr`, '-subj', `/C=VN/O=Tỉnh thử/CN=${name}`)
    await this.openssl('x509', '-req', '-in', request ?? `${id}.csr`, '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-days', String(days), '-out', `${id}.pem`,
      '-extfile', 'openssl.cnf', '-extensions', extensions)
  }

  /** The key of a unit or person as a PKCS#12 archive in the folder `keys`, its chain with it. */
  async archive(id: string, name: string, kind: Kind, passphrase: string): Promise<void> {
    await mkdir(this.at('keys'), { recursive: true })
    await this.issue(id, name, { kind })
    await this.openssl('pkcs12', '-export', '-inkey', `${id}.key`, '-in', `${id}.pem`, '-certfile', 'sub.pem', '-out', `keys/${id}.p12`, '-passout', `pass:${passphrase}`)
  }

  /** Serves RFC 3161 by `openssl ts`; `mode` makes it misbehave. */
  async startTsa() {
    await this.issue('tsa', 'Cấp dấu thời gian thử', { extensions: 'stamping' })
    let previous: Buffer | null = null
    const state = { mode: 'right' as 'right' | 'busy' | 'refusing' | 'repeating' | 'altered', asked: 0, close: () => Promise.resolve(), url: '' }
    const server = createServer((req, res) => {
      const chunks: Buffer[] = []
      req.on('data', (chunk: Buffer) => chunks.push(chunk))
      req.on('end', () => {
        void (async () => {
          state.asked++
          if (state.mode === 'busy') return res.writeHead(503).end()
          await writeFile(this.at('ask.tsq'), state.mode === 'refusing' ? Buffer.from('30030201ff', 'hex') : Buffer.concat(chunks))
          await this.openssl('ts', '-reply', '-config', 'openssl.cnf', '-queryfile', 'ask.tsq', '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'sub.pem', '-out', 'answer.tsr')
          const answer = await readFile(this.at('answer.tsr'))
          if (state.mode === 'altered') answer[answer.length - 5] = (answer[answer.length - 5] ?? 0) ^ 1
          res.setHeader('content-type', 'application/timestamp-reply')
          res.end(state.mode === 'repeating' && previous ? previous : answer)
          if (state.mode === 'right') previous ??= answer
        })().catch((error: unknown) => { res.writeHead(500).end(String(error)) })
      })
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    state.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`
    state.close = () => new Promise((resolve) => { server.close(() => { resolve() }) })
    return state
  }

  close(): Promise<void> { return rm(this.folder, { recursive: true, force: true }) }
}
