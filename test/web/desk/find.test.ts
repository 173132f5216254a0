import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { serve, type Serving } from '../../../web/serve.ts'
import { eventually, openHouse, type House } from '../../house.ts'
import { signedIn, type Visitor } from '../visitor.ts'

describe('Finding a dossier at the desk', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  let code: string
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    code = await house.file({ name: 'Đoàn Quốc Uý Tìm', identityNumber: '038170007711', phone: '0987 007 711' })
  })
  after(() => serving.close())

  const find = async (visitor: Visitor, words: string) => {
    await visitor.go('/desk/find')
    return visitor.send('/desk/find', { words })
  }

  it('goes by name with or without accents, identity number, telephone and code, and is on record without the words (I5)', async () => {
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    for (const words of ['Đoàn Quốc Uý Tìm', 'doan quoc uy', 'uy tim', '038170007711', '0987007711', '+84 987 007 711']) {
      const answer = await find(clerk, words)
      assert.equal(answer.status, 200, words)
      assert.ok((await answer.text()).includes(code), words)
    }
    const direct = await find(clerk, ` ${code} `)
    assert.deepEqual([direct.status, direct.headers.get('location')], [303, `/desk/dossiers/${code}`])
    const who = 'lethihoa.ttpvhcc'
    const kept = (await house.deps.events.of(`account/${who}`)).filter(({ act }) => (act as string) === 'search-dossiers')
    assert.ok(kept.length >= 6, `${String(kept.length)} searches are on record`)
    assert.doesNotMatch(JSON.stringify(kept.map(({ details }) => details)), /doan|0381|0987/i)
  })

  it('goes by the number of a slip and what a paper is called, and says where each stands', async () => {
    const file = await house.deps.files.put('Sơ đồ ngõ Quýt.pdf', 'application/pdf', Readable.from([Buffer.from('%PDF-1.4')]), code)
    await house.deps.dossiers.act(code, { act: 'amend', by: { kind: 'applicant' }, at: house.deps.now(), details: { fields: [], added: [], removed: [] } }, ({ papers }) => ({ papers: [...papers, { item: 'identity-card', file, at: house.deps.now() }] }))
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.task(code, 'assignment')
    const [slip] = await eventually(async () => {
      const slips = await house.deps.slips.of(code)
      assert.ok(slips.length > 0, 'no slip yet')
      return slips
    })
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    for (const [words, by] of [[slip?.number ?? '', 'Số phiếu'], ['ngo quyt', 'Giấy tờ: Sơ đồ ngõ Quýt'], ['sơ đồ ngõ', 'Giấy tờ']] as const) {
      const page = await (await find(clerk, words)).text()
      assert.ok(page.includes(code) && page.includes(by), `${words}: ${by}`)
      assert.match(page, /Phân công|Phòng Hồ sơ nghiệp vụ/)
    }
  })

  it('shows nobody the dossiers of others, and says what to do when nothing is found or too little was typed (B5)', async () => {
    const other = await signedIn(house, serving.address, 'duongvanhai.syt')
    const answer = await find(other, 'doan quoc uy tim')
    assert.equal(answer.status, 200)
    const page = await answer.text()
    assert.ok(!page.includes(code))
    assert.match(page, /Không tìm thấy hồ sơ nào/)
    const short = await find(other, 'uy')
    assert.equal(short.status, 422)
    assert.match(await short.text(), /ít nhất 3 chữ/)
  })
})
