import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { Visitor } from './visitor.ts'

describe('The applicant’s page of a draft', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  it('shows the draft, by when to answer and what silence means (J5)', async () => {
    await house.at('2026-09-08T09:00')
    const code = await house.file({ childName: 'Lê Minh Khang', delivery: 'online' }, { procedure: 'birth-registration' })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ', draftChanges: 'Nơi sinh ghi theo giấy chứng sinh' })
    await house.task(code, 'confirmation-answer')
    const citizen = new Visitor(serving.address)
    await citizen.lookUp(code, '038190001234')
    const page = await (await citizen.go(`/ho-so/${code}`)).text()
    assert.match(page, /Không trả lời trong thời hạn được coi là đồng ý/)
    assert.match(page, /Lê Minh Khang/)
    assert.match(page, /Nơi sinh ghi theo giấy chứng sinh/)
    assert.match(page, /2026-09-09T10:00:00Z/)
    assert.doesNotMatch(page, /chỉ được yêu cầu bổ sung một lần/)
  })
})
