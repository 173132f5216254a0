import assert from 'node:assert/strict'
import { serve, type Serving } from '../../web/serve.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const wordsOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const person = { name: 'Quách Thị Bông', identityNumber: '038186007711', phone: '0914 200 300', address: 'Bản Son, xã Mường Lát', certificateKind: 'number-1', purpose: 'Xin việc', delivery: 'counter' }
const pickUp = { pickUp: 'yes', pickUpAddress: 'Bản Son, xã Mường Lát, nhà cạnh trường', pickUpPhone: '0914 200 300', pickUpWhen: 'Sáng thứ Bảy' }
const bring = { bring: 'yes', recipient: 'Quách Văn Tiến', bringAddress: 'Bưu điện xã Mường Lát', bringPhone: '0914 200 301' }

describe('The public postal service', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    await house.at('2026-10-05T08:00')
    serving = await serve(house.deps)
  })
  after(() => (serving as Serving | undefined)?.close())

  async function filed(): Promise<{ code: string, citizen: Visitor }> {
    const code = await house.file(person)
    const citizen = new Visitor(serving.address)
    assert.equal((await citizen.lookUp(code, person.identityNumber)).status, 303)
    return { code, citizen }
  }

  it('is told about: what it does, what it costs, which procedures take papers by post and where to send them (A9)', async () => {
    const words = wordsOf(await (await new Visitor(serving.address).go('/buu-chinh')).text())
    assert.match(words, /Đến nhà nhận hồ sơ.*Cước bưu chính.*Gửi hồ sơ đến.*Trung tâm Phục vụ hành chính công phường Hạc Thành.*Số 24, đường Triệu Quốc Đạt.*Thủ tục nhận hồ sơ qua bưu chính.*Cấp Phiếu lý lịch tư pháp Tờ khai phải được chứng thực chữ ký.*45\/2016\/QĐ-TTg/)
  })

  it('fetches the papers and brings the result where the applicant orders it: stored, shown to the desk, told to its clerks, carried out (A9, BT 13.2, C3)', async () => {
    const { code, citizen } = await filed()
    assert.match(wordsOf(await (await citizen.go(`/ho-so/${code}`)).text()), /Bưu chính có thể đến nhà nhận giấy tờ hoặc mang kết quả đến\. Đăng ký bưu chính/)
    const form = await (await citizen.go(`/ho-so/${code}/buu-chinh`)).text()
    assert.match(form, /name="pickUpAddress"[^>]*value="Bản Son, xã Mường Lát"|value="Bản Son, xã Mường Lát"[^>]*name="pickUpAddress"/, 'what was declared is not asked again')
    assert.equal((await citizen.send(`/ho-so/${code}/buu-chinh`, { ...pickUp, ...bring })).status, 303)

    const dossier = await house.dossier(code)
    assert.deepEqual(dossier.postal, {
      pickUp: { address: pickUp.pickUpAddress, phone: pickUp.pickUpPhone, when: pickUp.pickUpWhen },
      delivery: { recipient: bring.recipient, address: bring.bringAddress, phone: bring.bringPhone },
    })
    assert.equal(dossier.delivery, 'post')
    assert.equal(dossier.application['deliveryAddress'], bring.bringAddress)
    const shown = wordsOf(await (await citizen.go(`/ho-so/${code}`)).text())
    assert.match(shown, /Đến nhận giấy tờ Bản Son, xã Mường Lát, nhà cạnh trường 0914 200 300 Sáng thứ Bảy Mang kết quả đến Quách Văn Tiến Bưu điện xã Mường Lát/)
    assert.match(shown, /Đăng ký dịch vụ bưu chính/, 'the timeline does not tell it')

    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    assert.match(wordsOf(await (await clerk.go('/desk')).text()), new RegExp(`Hồ sơ ${code.replaceAll('.', '\\.')}: bưu chính đến nhận giấy tờ tại nhà`))
    assert.match(wordsOf(await (await clerk.go(`/desk/dossiers/${code}`)).text()), /Đăng ký bưu chính Đến nhận giấy tờ Bản Son, xã Mường Lát, nhà cạnh trường 0914 200 300 Sáng thứ Bảy/)
    const event = (await house.events(code)).find(({ act }) => act === 'order-post')
    assert.deepEqual(event?.details, { pickUp: true, delivery: true })
    for (const secret of [bring.recipient, bring.bringAddress, pickUp.pickUpAddress]) assert.ok(!JSON.stringify(event).includes(secret), `${secret} is in the log for good`)

    await house.bringToOfficer(code)
    const late = await (await citizen.go(`/ho-so/${code}/buu-chinh`)).text()
    assert.doesNotMatch(late, /name="pickUp"/, 'papers are no longer fetched once the dossier was received')
    assert.equal((await citizen.send(`/ho-so/${code}/buu-chinh`, { ...bring, bringAddress: 'Bưu điện huyện' })).status, 303)
    assert.deepEqual((await house.dossier(code)).postal?.pickUp, dossier.postal?.pickUp, 'what was ordered before was lost')

    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Không có án tích' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '77/LLTP' })
    const task = await house.task(code, 'hand-over')
    const handingOver = await signedIn(house, serving.address, 'phamvanlong.ttpvhcc')
    assert.match(wordsOf(await (await handingOver.go(`/desk/tasks/${task.id}`)).text()), /Mang kết quả đến Quách Văn Tiến Bưu điện huyện/)
    await house.complete(code, 'hand-over', { receivedBy: 'post', trackingNumber: 'EC123456789VN' })
    await house.inState(code, 'returned')
    const done = wordsOf(await (await citizen.go(`/ho-so/${code}`)).text())
    assert.match(done, /EC123456789VN/)
    assert.equal((await citizen.go(`/ho-so/${code}/buu-chinh`)).status, 303, 'nothing is ordered for a closed dossier')
  })

  it('is ordered by nobody but the applicant, keeps what was typed when something is wrong, and can be called off (A9)', async () => {
    const { code, citizen } = await filed()
    const stranger = new Visitor(serving.address)
    assert.match(await (await stranger.go(`/ho-so/${code}/buu-chinh`)).text(), /action="\/ho-so"/)
    await stranger.go('/ho-so')
    assert.equal((await stranger.send(`/ho-so/${code}/buu-chinh`, { ...pickUp, ...bring })).status, 403)
    assert.equal((await house.dossier(code)).postal, null)

    await citizen.go(`/ho-so/${code}/buu-chinh`)
    const nothing = await citizen.send(`/ho-so/${code}/buu-chinh`, { pickUp: 'no', bring: 'no' })
    assert.equal(nothing.status, 422)
    assert.match(await nothing.text(), /Hãy chọn ít nhất một việc cho bưu chính/)
    const wrong = await citizen.send(`/ho-so/${code}/buu-chinh`, { ...pickUp, bring: 'no', pickUpPhone: 'gọi nhà bên' })
    assert.equal(wrong.status, 422)
    const kept = await wrong.text()
    assert.match(kept, /số điện thoại chưa đúng/)
    assert.match(kept, /Sáng thứ Bảy/)

    assert.equal((await citizen.send(`/ho-so/${code}/buu-chinh`, { pickUp: 'no', ...bring })).status, 303)
    assert.equal((await house.dossier(code)).delivery, 'post')
    assert.equal((await citizen.send(`/ho-so/${code}/buu-chinh`, { pickUp: 'no', bring: 'no' })).status, 303)
    const off = await house.dossier(code)
    assert.deepEqual([off.postal, off.delivery, off.application['delivery']], [null, 'counter', 'counter'])

    const english = await (await citizen.go(`/ho-so/${code}/buu-chinh?language=en`).then(() => citizen.go(`/ho-so/${code}/buu-chinh`))).text()
    assert.match(english, /The post fetches the papers/)
  })

  it('brings no result that the deciding agency does not send (A9, C3)', async () => {
    const { code, citizen } = await filed()
    const { agencies } = house.deps
    const before = await agencies.get('pv06')
    const { countWorkingDaysAs } = before.calendar
    await agencies.put({ ...before, settings: [{ from: '2026-10-05', value: { countWorkingDaysAs, reminders: before.reminders, deliveries: ['online', 'counter'] } }] })
    try {
      const form = await (await citizen.go(`/ho-so/${code}/buu-chinh`)).text()
      assert.match(form, /name="pickUp"/)
      assert.doesNotMatch(form, /name="bring"/)
      assert.equal((await citizen.send(`/ho-so/${code}/buu-chinh`, { ...pickUp, ...bring })).status, 303)
      assert.deepEqual([(await house.dossier(code)).delivery, (await house.dossier(code)).postal?.delivery], ['counter', null])
    } finally {
      await agencies.put(before)
    }
  })
})
