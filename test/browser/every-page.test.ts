import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { createApp } from '../../web/app.ts'
import { askEnquiry } from '../../web/ask-enquiry.ts'
import { handOverPapers } from '../../web/hand-over.ts'
import { hasDovecot, startDovecot, type Dovecot } from '../config/dovecot.ts'
import { asker, matter } from '../scenarios/enquiries.ts'
import { declared, papersAsked } from '../web/api/system.ts'
import { citizenOf, register } from '../web/account/people.ts'
import { newClientId, scopes } from '../../store/clients.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'
import { desktop, diagram, mostWeight, mostWeightAtDesk, narrow, pdf, phone, screenshots, tooWide, violations, Visitors } from './browser.ts'
import { pagesOf } from './pages-of.ts'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Who looks at a page: `guest` is nobody in particular, `asker` has asked for a code and looked a question up. */
const people = ['guest', 'asker', 'citizen', 'clerk', 'officer', 'leader', 'head', 'administrator', 'analyst', 'auditor'] as const
type Who = (typeof people)[number]

/** Who may see a page, at which addresses; or why it is not looked at here: it is no page, or another test looks at it. */
type Entry = { readonly [W in Who]?: string | readonly string[] } | { readonly no: string }

const file = { no: 'a file, or data for programs' }
const by = (test: string) => ({ no: `looked at by ${test}` })

describe('Every page of portal and desk', function () {
  this.timeout(400_000)
  let house: House
  let visitors: Visitors
  let dovecot: Dovecot | null = null
  let pages: string[]
  let entries: Readonly<Record<string, Entry>>
  const browsers = new Map<Who, BrowserContext>()
  const me = { identityNumber: '038195009911', name: 'Hà Thị Trang', contact: 'trang.moi@vidu.vn' }

  before(async () => {
    house = await openHouse()
    await house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
    await house.at('2026-05-19T08:00')
    dovecot = hasDovecot() ? await startDovecot() : null
    // The mailbox is empty; what came to it lies in the database.
    const deps = { ...house.deps, env: { ...house.deps.env, OFFICIAL_MAILBOX_URL: dovecot?.url.replace('tracuu', 'hopthu') ?? 'imap://hopthu%40motcua.test:secret@127.0.0.1:9', OFFICIAL_MAILBOX_UNIT: 'ttpvhcc', OFFICIAL_MAILBOX_PROCEDURES: ['judicial-record'] } }
    visitors = await Visitors.welcome({ deps })
    pages = pagesOf(await createApp(deps), ['/desk', '/api', '/webhooks', '/hoi-dap', '/phan-anh']).filter((each) => !each.startsWith('/api/'))
    const { address } = visitors

    const citizen = await register(house, address, me)
    await house.deps.citizens.prove((await citizenOf(house, me.contact)).id, { how: 'clerk', by: 'lethihoa.ttpvhcc', at: house.deps.now() })
    const mine = { name: me.name, identityNumber: me.identityNumber, email: me.contact }
    const [settled, waiting, onPaper, inHand] = [await house.file({ ...mine, feeClass: 'full' }), await house.file(mine), await house.file(mine, { channel: 'counter' }), await house.file(mine, { channel: 'counter' })]
    const authorised = await house.file({ ...mine, onBehalf: 'authorised', filerName: 'Ngô Văn Thay', filerIdentityNumber: '038180009912' })
    await house.bringToOfficer(settled)
    await house.payAtCounter(settled)
    await house.decideAndReturn(settled)
    await house.bringToOfficer(inHand)
    const giver = house.actor('reception-clerk', 'ttpvhcc')
    assert.equal(giver.kind, 'staff')
    const list = await handOverPapers({ from: 'ttpvhcc', to: 'pv06', dossiers: [inHand], by: giver }, house.deps)
    const [slip] = await house.deps.slips.of(settled)
    const receipt = (await house.deps.feeLedger.of(settled)).find(({ kind }) => kind === 'payment')?.receipt
    const [question, feedback] = await Promise.all((['question', 'feedback'] as const).map((kind) => askEnquiry({ kind, asked: { ...asker, name: 'Hà Thị Hỏi', ...matter[kind] }, language: 'vi', receiving: 'ttpvhcc' }, house.deps)))
    assert.ok(slip && receipt && question && feedback && list)
    const [posting, mail, client, at] = [randomUUID(), randomBytes(18).toString('base64url'), newClientId(), house.deps.now()]
    await house.deps.postings.publish({ id: posting, dossier: settled, procedure: 'judicial-record', bundleVersion: 1, unit: 'pv06', facts: { purpose: 'Xin việc làm' }, from: at, until: at.add({ hours: 240 }), awaitedBy: '' })
    const administrator = house.actor('administrator', 'ttpvhcc')
    await house.deps.clients.register({ id: client, name: 'Hệ thống của một Bộ có tên dài hơn thường lệ', unit: 'pv06', roles: ['case-officer'], scopes, validFrom: '2026-01-01', validUntil: null }, { by: administrator, at })
    const paper = await house.deps.files.put('to-khai.pdf', 'application/pdf', Readable.from([pdf('to-khai.pdf').buffer]))
    await house.deps.transactions.run(async () => {
      await house.deps.mailedFilings.add({
        id: mail, unit: 'ttpvhcc', from: 'mot.nguoi.dan.co.dia.chi.rat.dai@vi-du-ten-mien-dai.example.org', name: 'Phạm Thị Gửi', subject: 'Xin cấp phiếu lý lịch tư pháp để đi làm việc ở nước ngoài', messageId: '<x@example.org>', receivedAt: at,
        text: 'Kính gửi Bộ phận Một cửa,\n\nTôi gửi hồ sơ kèm theo.\n\nTrân trọng.', files: [{ name: 'to-khai.pdf', file: paper }, { name: 'xau.pdf', reason: 'infected' }],
      })
      await house.deps.events.note({ subject: 'uploads/malware', act: 'catch-malware', by: { kind: 'applicant' }, at, details: { place: '/nop-ho-so/judicial-record', malware: 'Eicar-Test-Signature', name: 'hoa-don-rat-quan-trong-thang-nam.pdf', sha256: 'a1b2c3d4'.repeat(8) } })
    })
    const [sorting, reception] = [await house.task(question.code, 'question-sorting'), await house.task(onPaper, 'reception')]

    // The citizen files on the portal, and has begun another time.
    const fields = { ...Object.fromEntries(Object.entries(declared).map(([key, value]) => [key, String(value)])), ...mine, dateOfBirth: '17/05/1988', identityIssuedOn: '10/08/2021' }
    const fill = async () => {
      await citizen.go('/nop-ho-so/judicial-record')
      const posted = await citizen.upload('/nop-ho-so/judicial-record', papersAsked.map(([item, name, content]) => [item, name, content]), { fields })
      assert.equal(posted.headers.get('location'), '/nop-ho-so/judicial-record/kiem-tra', (await posted.text()).match(/href="#field[^<]*</g)?.join())
      await citizen.go('/nop-ho-so/judicial-record/kiem-tra')
    }
    await fill()
    const sent = await citizen.send('/nop-ho-so/judicial-record/kiem-tra', { declaration: 'yes' })
    const filed = /da-nop\/(.+)$/.exec(sent.headers.get('location') ?? '')?.[1] ?? assert.fail('not filed')
    await fill()
    const draft = /\/ban-nhap\/([\w-]+)"/.exec(await (await citizen.go('/ban-nhap')).text())?.[1] ?? assert.fail('no draft')

    const asked = new Visitor(address)
    for (const [home, { code, secret }] of [['/hoi-dap', question], ['/phan-anh', feedback]] as const) {
      await asked.go(`${home}/tra-cuu`)
      assert.equal((await asked.send(`${home}/tra-cuu`, { code, proof: secret })).status, 303)
    }
    await asked.go('/dang-nhap/ma')
    await asked.send('/dang-nhap/ma', { contact: 'chua.ai.co@vidu.vn' })
    const guest = new Visitor(address)
    await guest.go('/')
    const staff = {
      clerk: 'lethihoa.ttpvhcc', officer: 'tranvanminh.pv06', leader: 'nguyenvanhung.pv06', head: 'dothimai.ttpvhcc', administrator: 'dangquocviet.ttpvhcc', analyst: 'lythuha.ttpvhcc', auditor: 'tongvanduc.ttpvhcc',
    }
    const visits: [Who, Visitor][] = [['guest', guest], ['asker', asked], ['citizen', citizen]]
    for (const [who, username] of Object.entries(staff)) visits.push([who as Who, await signedIn(house, address, username)])
    for (const [who, { cookie }] of visits) browsers.set(who, await visitors.browserWith(cookie))
    const head = visits.find(([who]) => who === 'head')?.[1] ?? assert.fail()
    const linkIn = async (page: string, begins: string) => {
      const html = await (await head.go(page)).text()
      return new RegExp(`href="(${begins}[^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? assert.fail(`no ${begins} on ${page}`)
    }
    const event = await linkIn('/', '/su-kien/')
    const desk = (code: string) => `/desk/dossiers/${code}`
    const form = randomBytes(18).toString('base64url')

    entries = {
      '/healthz': file, '/readyz': file, '/thong-ke/bieu-do/:chart.svg': file, '/thong-ke/datapackage.json': file, '/thong-ke/du-lieu/:file': file, '/thu-tuc/:procedure/quy-trinh.bpmn': file, '/tim-kiem/goi-y': file,
      '/tai-khoan/giay-to/:id': file, '/tai-khoan/du-lieu': file, '/nop-ho-so/:procedure/tep/:file': file, '/nop-ho-so/:procedure/tep/:file/nho': file, '/ho-so/:code/tep/:file': file, '/ho-so/:code/bien-lai/:receipt.pdf': file,
      '/ho-so/:code/phieu/:slip.pdf': file, '/ho-so/:code/giay-moi.pdf': file, '/desk/dossiers/:code/receipts/:receipt.pdf': file, '/desk/register.pdf': file, '/desk/register.csv': file, '/desk/hand-over/:list.pdf': file,
      '/desk/mails/:mail/files/:file': file, '/desk/queue/changes': file, '/desk/dossiers/:code/files/:file': file, '/desk/dossiers/:code/control-sheet.pdf': file, '/desk/dossiers/:code/slips/:slip.pdf': file,
      '/desk/notice-templates/:kind/:language/mail': { no: 'a mail as it is sent' }, '/thanh-toan/ket-qua': { no: 'goes on to the dossier' },
      '/ho-so/:code/giay-moi': by('test/scenarios/marriage-registration.test.ts'), '/hoi-dap/:code/da-gui': by('test/browser/enquiries.test.ts'), '/phan-anh/:code/da-gui': by('test/browser/enquiries.test.ts'),
      '/desk/sign-in/second': by('test/browser/second-factor.test.ts'), '/desk/second-factor/recovery-codes': by('test/browser/second-factor.test.ts'), '/desk/second-factor/app': by('test/browser/second-factor.test.ts'),
      '/desk/systems/:id/failed/:call': by('test/browser/systems.test.ts'), '/desk/catalogue/:procedure/preview': by('test/browser/catalogue-editor.test.ts'), '/desk/catalogue/:procedure/editions/:number': by('test/browser/catalogue-editor.test.ts'),
      '/desk/agencies/:agency/staff/:entry': by('test/browser/find.test.ts'), '/desk/agencies/:agency/staff/:entry/end': by('test/browser/find.test.ts'),

      '/desk/catalogue/:procedure/editions/:number/withdraw': by('test/browser/catalogue-editor.test.ts'), '/desk/diagrams/:process/deployed.bpmn': file, '/desk/diagrams/drafts/:draft/diagram.bpmn': file, '/desk/diagrams/drafts/:draft/templates.json': file,
      '/desk/diagrams/drafts/:draft/findings.json': file, '/desk/diagrams/drafts/:draft': by('test/browser/modeler.test.ts'), '/desk/oversight/changes': file, '/desk/bulk-sign/:id': by('test/browser/bulk-sign.test.ts'),
      '/desk/dossiers/:code/consultations': by('test/browser/consultation-link.test.ts'), '/y-kien/:token': by('test/browser/consultation-link.test.ts'), '/y-kien/:token/giay-to/:file': file, '/desk/absences/:absence': by('test/scenarios/absence.test.ts'),

      '/desk/reports/report.xlsx': file, '/desk/reports/report.pdf': file, '/desk/reports/published/:id.xlsx': file, '/desk/reports/published/:id.pdf': file, '/desk/register.xlsx': file, '/desk/dossiers/:code/control-sheet.xlsx': file,
      '/desk/reports/published/:id': by('test/browser/reports.test.ts'),

      '/': { guest: '/' }, '/thu-tuc': { guest: '/thu-tuc' }, '/su-kien/:event': { guest: event }, '/co-quan': { guest: '/co-quan' }, '/co-quan/:agency': { guest: '/co-quan/ttpvhcc' }, '/tim-kiem': { guest: '/tim-kiem?q=khai sinh' },
      '/thu-tuc/:procedure': { guest: ['/thu-tuc/judicial-record', '/thu-tuc/first-land-certificate'] }, '/thu-tuc/:procedure/to-khai': { guest: '/thu-tuc/judicial-record/to-khai' }, '/buu-chinh': { guest: '/buu-chinh' },
      '/dang-ky': { guest: '/dang-ky' }, '/dang-nhap': { guest: '/dang-nhap' }, '/dang-nhap/ma': { guest: '/dang-nhap/ma' }, '/loi-moi/:id': { guest: `/loi-moi/${form}` }, '/xac-nhan': { asker: '/xac-nhan' },
      '/hoi-dap': { guest: '/hoi-dap' }, '/hoi-dap/dat-cau-hoi': { guest: '/hoi-dap/dat-cau-hoi' }, '/hoi-dap/tra-cuu': { guest: '/hoi-dap/tra-cuu' }, '/hoi-dap/:code': { asker: `/hoi-dap/${question.code}` },
      '/phan-anh': { guest: '/phan-anh' }, '/phan-anh/gui': { guest: '/phan-anh/gui' }, '/phan-anh/tra-cuu': { guest: '/phan-anh/tra-cuu' }, '/phan-anh/:code': { asker: `/phan-anh/${feedback.code}` },
      '/niem-yet': { guest: '/niem-yet' }, '/niem-yet/:id': { guest: `/niem-yet/${posting}` }, '/thong-ke': { guest: '/thong-ke' }, '/ho-so': { guest: '/ho-so' },
      '/nop-ho-so/:procedure': { citizen: '/nop-ho-so/judicial-record' }, '/nop-ho-so/:procedure/kiem-tra': { citizen: '/nop-ho-so/judicial-record/kiem-tra' }, '/nop-ho-so/:procedure/da-nop/:code': { citizen: `/nop-ho-so/judicial-record/da-nop/${filed}` },
      '/ban-nhap': { citizen: '/ban-nhap' }, '/ban-nhap/:draft': { citizen: `/ban-nhap/${draft}` },
      '/ho-so/:code': { citizen: [`/ho-so/${settled}`, `/ho-so/${waiting}`] }, '/ho-so/:code/sua': { citizen: `/ho-so/${waiting}/sua` }, '/ho-so/:code/rut': { citizen: `/ho-so/${waiting}/rut` }, '/ho-so/:code/buu-chinh': { citizen: `/ho-so/${waiting}/buu-chinh` },
      '/ho-so/:code/sai-sot': { citizen: `/ho-so/${settled}/sai-sot` }, '/ho-so/:code/bien-lai/:receipt': { citizen: `/ho-so/${settled}/bien-lai/${receipt}` }, '/ho-so/:code/phieu/:slip': { citizen: `/ho-so/${settled}/phieu/${encodeURIComponent(slip.id)}` },
      '/ho-so/:code/danh-gia': { citizen: `/ho-so/${settled}/danh-gia` }, '/ho-so/:code/uy-quyen': { citizen: `/ho-so/${authorised}/uy-quyen` },
      '/tai-khoan': { citizen: '/tai-khoan' }, '/tai-khoan/them-ho-so': { citizen: '/tai-khoan/them-ho-so' }, '/tai-khoan/giay-to': { citizen: '/tai-khoan/giay-to' }, '/tai-khoan/thong-tin': { citizen: '/tai-khoan/thong-tin' },
      '/tai-khoan/thong-tin/sua': { citizen: '/tai-khoan/thong-tin/sua' }, '/tai-khoan/lien-he': { citizen: '/tai-khoan/lien-he' }, '/tai-khoan/mat-khau': { citizen: '/tai-khoan/mat-khau' }, '/tai-khoan/dang-nhap-lai': { citizen: '/tai-khoan/dang-nhap-lai' }, '/tai-khoan/dong': { citizen: '/tai-khoan/dong' },

      '/desk': { clerk: '/desk', leader: '/desk' }, '/desk/sign-in': { guest: '/desk/sign-in' }, '/desk/password': { clerk: '/desk/password' }, '/desk/second-factor': { clerk: '/desk/second-factor' }, '/desk/find': { clerk: '/desk/find?q=Hà Thị Trang' },
      '/desk/tasks/:task': { clerk: [`/desk/tasks/${reception.id}`, `/desk/tasks/${sorting.id}`] }, '/desk/enquiries/:code': { clerk: `/desk/enquiries/${question.code}` }, '/desk/register': { clerk: '/desk/register' },
      '/desk/hand-over': { clerk: '/desk/hand-over' }, '/desk/hand-over/:list': { officer: `/desk/hand-over/${list}` }, '/desk/file': { clerk: '/desk/file' }, '/desk/file/:procedure/:channel/:form': { clerk: `/desk/file/judicial-record/counter/${form}` },
      '/desk/invite': { clerk: '/desk/invite' }, '/desk/mails': { clerk: '/desk/mails' }, '/desk/mails/:mail': { clerk: `/desk/mails/${mail}` }, '/desk/mails/:mail/file': { clerk: `/desk/mails/${mail}/file?procedure=judicial-record` }, '/desk/mails/:mail/answer': { clerk: `/desk/mails/${mail}/answer` },
      '/desk/dossiers/:code': { clerk: desk(onPaper), officer: desk(inHand), head: desk(settled) }, '/desk/dossiers/:code/fees': { clerk: `${desk(settled)}/fees` }, '/desk/dossiers/:code/receipts/:receipt': { clerk: `${desk(settled)}/receipts/${receipt}` },
      '/desk/dossiers/:code/slips/:slip': { clerk: `${desk(settled)}/slips/${encodeURIComponent(slip.id)}` }, '/desk/dossiers/:code/control-sheet': { clerk: `${desk(settled)}/control-sheet` },
      '/desk/dossiers/:code/digitise': { clerk: `${desk(onPaper)}/digitise` }, '/desk/dossiers/:code/digitise/:item': { clerk: `${desk(onPaper)}/digitise/declaration` }, '/desk/dossiers/:code/digitise/:item/:form': { clerk: `${desk(onPaper)}/digitise/declaration/${form}` },
      '/desk/dossiers/:code/correction': { officer: `${desk(settled)}/correction` }, '/desk/dossiers/:code/loss': { leader: `${desk(inHand)}/loss` }, '/desk/dossiers/:code/officer': { leader: `${desk(inHand)}/officer` },
      '/desk/figures': { head: '/desk/figures' }, '/desk/figures/dossiers': { head: await linkIn('/desk/figures', '/desk/figures/dossiers') }, '/desk/ratings': { head: '/desk/ratings' }, '/desk/reports': { head: '/desk/reports' },
      '/desk/reports/dossiers': { head: await linkIn('/desk/reports', '/desk/reports/dossiers') }, '/desk/progress': { head: '/desk/progress' }, '/desk/caught-files': { administrator: '/desk/caught-files' },
      '/desk/notice-templates': { administrator: '/desk/notice-templates' }, '/desk/failed-notices': { administrator: '/desk/failed-notices' }, '/desk/agencies': { administrator: '/desk/agencies' },
      '/desk/agencies/:agency': { administrator: '/desk/agencies/ttpvhcc' }, '/desk/agencies/:agency/swap-day': { administrator: '/desk/agencies/ttpvhcc/swap-day' }, '/desk/agencies/:agency/shifts': { administrator: '/desk/agencies/ttpvhcc/shifts' },
      '/desk/agencies/:agency/rules': { administrator: '/desk/agencies/ttpvhcc/rules' }, '/desk/agencies/:agency/ending': { administrator: '/desk/agencies/ttpvhcc/ending' }, '/desk/agencies/:agency/contact': { administrator: '/desk/agencies/ttpvhcc/contact' },
      '/desk/agencies/:agency/staff/new': { administrator: '/desk/agencies/ttpvhcc/staff/new' }, '/desk/accounts/new': { administrator: '/desk/accounts/new?unit=pv06' }, '/desk/accounts/:username': { administrator: '/desk/accounts/lethihoa.ttpvhcc' },
      '/desk/accounts/:username/second-factor': { administrator: '/desk/accounts/lethihoa.ttpvhcc/second-factor' }, '/desk/sign-in-rules': { administrator: '/desk/sign-in-rules' },
      '/desk/systems': { administrator: '/desk/systems' }, '/desk/systems/register': { administrator: '/desk/systems/register' }, '/desk/systems/register/:id': { administrator: `/desk/systems/register/${newClientId()}` },
      '/desk/systems/:id': { administrator: `/desk/systems/${client}` }, '/desk/systems/:id/secret': { administrator: `/desk/systems/${client}/secret` }, '/desk/systems/:id/withdrawal': { administrator: `/desk/systems/${client}/withdrawal` },
      '/desk/catalogue': { analyst: '/desk/catalogue' }, '/desk/catalogue/:procedure': { analyst: '/desk/catalogue/judicial-record' }, '/desk/catalogue/:procedure/edit': { analyst: '/desk/catalogue/judicial-record/edit' },
      '/desk/diagrams': { analyst: '/desk/diagrams' }, '/desk/diagrams/:process': { analyst: '/desk/diagrams/judicial-record' }, '/desk/absences': { officer: '/desk/absences' }, '/desk/bulk-sign': { leader: '/desk/bulk-sign' },
      '/desk/help': { clerk: '/desk/help', leader: '/desk/help' }, '/desk/signing': { administrator: '/desk/signing' }, '/desk/participation': { leader: '/desk/participation' }, '/desk/reports/published': { head: '/desk/reports/published' },
      '/desk/shortcuts': { clerk: '/desk/shortcuts' }, '/desk/oversight': { head: '/desk/oversight' },
      '/desk/audit': { auditor: '/desk/audit' }, '/desk/audit/log': { auditor: `/desk/audit/log?subject=${settled}` },
    }
  })
  after(async () => {
    await (visitors as Visitors | undefined)?.close()
    await dovecot?.stop()
  })

  it('is known here, with who may see it and where; a new one is not forgotten', () => {
    assert.deepEqual(pages.filter((each) => !(each in entries)), [], 'a page without an entry')
    assert.deepEqual(Object.keys(entries).filter((each) => !pages.includes(each)), [], 'an entry without a page')
  })

  it('has nothing that axe finds by WCAG 2.2 AA, breaks no policy, fits 320 px, 375 px and a desk, and weighs little, in both languages', async () => {
    /** What each address weighs, as it was when it was loaded and not remembered. */
    const weights = new Map<string, number>()
    const loads: { name: string, addresses: string[] }[] = []
    const wrong: string[] = []

    async function look(page: Page, who: Who, address: string, language: string): Promise<void> {
      const name = `${address} as ${who} in ${language}`
      const loaded: Promise<void>[] = []
      const addresses: string[] = []
      const note = (what: string) => { wrong.push(`${name}: ${what}`) }
      const heard = {
        pageerror: (error: Error) => { note(`script: ${error.message}`) },
        console: (message: { type(): string, text(): string }) => { if (message.type() === 'error') note(`console: ${message.text()}`) },
        requestfinished: (request: Awaited<ReturnType<Page['waitForRequest']>>) => {
          const at = new URL(request.url()).pathname
          if (diagram.test(at) || !(request.isNavigationRequest() || at.startsWith('/assets/'))) return
          addresses.push(request.url())
          loaded.push(request.sizes().then(({ responseBodySize }) => { weights.set(request.url(), Math.max(weights.get(request.url()) ?? 0, responseBodySize)) }, () => undefined))
        },
      }
      page.on('pageerror', heard.pageerror).on('console', heard.console).on('requestfinished', heard.requestfinished)
      const answer = await page.goto(address)
      if (answer?.status() !== 200) note(`answers ${String(answer?.status())}`)
      else if (/\/(sign-in|dang-nhap)$/.test(new URL(page.url()).pathname) && !address.endsWith(new URL(page.url()).pathname)) note(`went to ${page.url()}`)
      if (await page.getAttribute('html', 'lang') !== language) note('is in another language')
      await Promise.all(loaded)
      loads.push({ name, addresses })
      const [first, last] = language === 'vi' ? [phone, desktop] : [desktop, phone]
      for (const size of [first, narrow, last]) {
        await page.setViewportSize(size)
        const wide = await tooWide(page)
        if (wide !== null) note(`at ${String(size.width)} px ${wide}`)
      }
      // One width in each language: what axe looks at differs by the width or by the words, hardly by both. Colours do not differ by the language.
      for (const each of await violations(page, { tags: wcag, without: language === 'vi' ? [] : ['color-contrast'] })) note(each)
      if (/^\/desk\/(mails|caught-files)/.test(address)) await page.screenshot({ path: path.join(screenshots, `every${address.replace(/\?.*/, '').replace(/[\w-]{24}/, 'x').replaceAll('/', '-')}-${String(last.width)}.png`), fullPage: true })
      page.off('pageerror', heard.pageerror).off('console', heard.console).off('requestfinished', heard.requestfinished)
    }

    const visits = Object.values(entries).flatMap((entry) => 'no' in entry ? [] : Object.entries(entry).flatMap(([who, addresses]: [string, string | readonly string[]]) => [addresses].flat().map((address) => ({ who: who as Who, address }))))
    await Promise.all(people.map(async (who) => {
      const context = browsers.get(who) ?? assert.fail(who)
      const own = visits.filter((each) => each.who === who).map(({ address }) => address)
      for (const language of ['vi', 'en']) {
        const rest = [...own]
        if (language === 'en') {
          const page = await context.newPage()
          await page.goto(who === 'guest' ? '/?language=en' : `${who === 'asker' || who === 'citizen' ? '/ho-so' : '/desk'}?language=en`)
          await page.close()
        }
        const tabs = own.length > 15 ? 2 : 1
        await Promise.all(Array.from({ length: tabs }, async () => {
          const page = await context.newPage()
          for (let address = rest.shift(); address !== undefined; address = rest.shift()) await look(page, who, address, language)
          await page.close()
        }))
      }
    }))
    for (const { name, addresses } of loads) {
      const total = [...new Set(addresses)].reduce((sum, each) => sum + (weights.get(each) ?? 0), 0)
      if (total >= (name.startsWith('/desk') ? mostWeightAtDesk : mostWeight)) wrong.push(`${name}: weighs ${String(total)} bytes`)
    }
    assert.deepEqual(wrong, [])
  })
})
