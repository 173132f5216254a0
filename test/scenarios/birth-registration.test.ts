import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { actsOf, faultsOf, signAndReturn } from './commune.ts'

const procedure = 'birth-registration'
const birth = {
  name: 'Nguyễn Thị Ánh', identityNumber: '038190001234', dateOfBirth: '1990-02-28', address: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0912345678',
  relation: 'mother', childName: 'Lê Minh Khang', childSex: 'male', childDateOfBirth: '2026-03-20', birthPlace: 'Bệnh viện Phụ sản Thanh Hóa', childEthnicity: 'Kinh',
  childNationality: 'Việt Nam', childOrigin: 'Hoằng Hóa, Thanh Hóa', birthProof: 'linked', surrogacy: 'no', motherEthnicity: 'Kinh', motherNationality: 'Việt Nam',
  marriage: 'yes', marriagePlace: 'Xã Hoằng Hóa, tỉnh Thanh Hóa', fatherName: 'Lê Văn Bình', fatherIdentityNumber: '038088001111', fatherDateOfBirth: '1988-05-01',
  fatherAddress: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', fatherEthnicity: 'Kinh', fatherNationality: 'Việt Nam', copies: 2, delivery: 'counter',
}
const registered = { bookVolume: '01/2026', bookNumber: 112, personalNumber: '038226001234' }

describe('Thủ tục đăng ký khai sinh, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  it('asks for nothing that its declaration does not need', async () => {
    assert.deepEqual(await faultsOf(house, procedure, birth), [])
    const abandoned = Object.fromEntries(Object.entries(birth).filter(([key]) => !/^(mother|father|marriage|surrogacy)/.test(key)))
    assert.deepEqual(await faultsOf(house, procedure, { ...abandoned, relation: 'carer', birthProof: 'abandoned' }), [])
  })

  it('received at 14:55 is due and settled the same day: checked, registered, signed, handed over (F2, F12, F13, Luật Hộ tịch 5.3)', async () => {
    await house.at('2026-04-01T14:50')
    const code = await house.file(birth, { procedure, channel: 'counter' })
    assert.match(code, /^000\.01\.31\.H56-260401-\d{4}$/, 'the code of the commune’s centre')
    await house.at('2026-04-01T14:55')
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-04-01T17:00')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.deepEqual(explained?.lines.map(({ why, counted }) => [why.key, counted]), [['same-day', 1]])

    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ giấy tờ' })
    await house.complete(code, 'registration', registered)
    await signAndReturn(house, code, '112/2026')
    const { result } = await house.dossier(code)
    assert.deepEqual([result?.granted, result?.number], [true, '112/2026'])
    assert.deepEqual(await actsOf(house, code), [
      'file', 'open', 'reception', 'receive', 'transfer', 'appraisal', 'registration', 'signature', 'record-result', 'issue', 'announce-result', 'hand-over', 'close',
    ])
  })

  it('received at 15:05 is due the next working day, after the holiday when one lies between (F12, Luật Hộ tịch 5.3)', async () => {
    await house.at('2026-04-29T15:05')
    const code = await house.file(birth, { procedure, channel: 'counter' })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-05-04T17:00', '30 April and 1 May are holidays, then a weekend')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.equal(explained?.lines[0]?.why.key, 'after-cut-off')
  })
})
