import assert from 'node:assert/strict'
import { searched, searchKeys } from '../../store/search-keys.ts'

describe('By what a dossier is found', () => {
  const applicant = { name: 'Đỗ Thị  Ánh Nguyệt', identityNumber: '038 190 001234', address: '', phone: '+84 912 345 678', email: '' }

  it('is the name from each of its words on, without accents, and the numbers without what stands between digits', () => {
    assert.deepEqual(searchKeys(applicant, { number: '15/2026/GPXD' }), [
      'do thi anh nguyet', 'thi anh nguyet', 'anh nguyet', 'nguyet', '038190001234', '0912345678', '15 2026 gpxd',
    ])
  })

  for (const [typed, compared] of [
    ['ĐỖ thị', 'do thi'], ['do thi anh', 'do thi anh'], ['Đỗ'.normalize('NFD'), 'do'], ['0912.345.678', '0912345678'], ['84912345678', '0912345678'], ['15/2026', '152026'], ['15/2026/GPXD', '15 2026 gpxd'],
  ] as const) it(`compares what was typed as ${typed} as ${compared}`, () => { assert.equal(searched(typed)[0], compared) })

  it('is a number of a paper too, as it stands', () => { assert.deepEqual(searched('15/2026'), ['152026', '15 2026']) })

  it('is what a paper is called, from each of its words on, without the ending of the file', () => {
    const paper = { file: { name: 'Bản vẽ_móng.PDF' }, scan: { data: { documentName: 'Giấy chứng sinh số 12/2026' } } }
    assert.deepEqual(searchKeys({ ...applicant, name: '', phone: '', identityNumber: '' }, null, [paper]), [
      'ban ve mong', 've mong', 'mong', 'giay chung sinh so 12 2026', 'chung sinh so 12 2026', 'sinh so 12 2026', 'so 12 2026', '12 2026', '2026',
    ])
  })

  it('is nothing of what is empty, and has no sign that a regular expression would read', () => {
    assert.deepEqual(searchKeys({ ...applicant, name: '', phone: '', identityNumber: '' }, null), [])
    assert.deepEqual(searched('.*$ (a|b)'), ['a b'])
  })
})
