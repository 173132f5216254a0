import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { formatDateInput, parseDateInput } from '../../../processes/date-input.ts'
import { paperDate } from '../../../processes/papers/paper-words.ts'
import { date, dateTime, fileSize, workingTime } from '../../../web/view/format.ts'

const zone = 'Asia/Ho_Chi_Minh'

describe('Moments on a page', () => {
  const moment = '2026-11-22T18:30:00Z'

  it('are shown in the zone of the agency, in the reader’s language', () => {
    assert.equal(dateTime(moment, 'vi', zone), '01:30 thứ hai, 23/11/2026')
    assert.equal(dateTime(moment, 'en', zone), '01:30 on Monday, 23/11/2026')
    assert.equal(date(Temporal.Instant.from(moment), 'vi', zone), '23/11/2026')
  })

  it('that are plain dates are the same date everywhere', () => {
    assert.equal(date('2026-11-23', 'en', 'America/Los_Angeles'), '23/11/2026')
  })

  it('on official papers have a zero before days below 10 and before the months 1 and 2', () => {
    assert.equal(paperDate('2026-02-03T00:00:00Z', zone), 'ngày 03 tháng 02 năm 2026')
    assert.equal(paperDate('2026-03-13T00:00:00Z', zone), 'ngày 13 tháng 3 năm 2026')
  })
})

describe('Working time left', () => {
  it('is told in days, hours and minutes of working time', () => {
    assert.equal(workingTime(95, 'vi'), '1 giờ 35 phút')
    assert.equal(workingTime(-1290, 'vi'), '2 ngày 5 giờ')
    assert.equal(workingTime(480, 'en'), '1 day')
    assert.equal(workingTime(450, 'en', 450), '1 day')
    assert.equal(workingTime(0, 'en'), '0 minutes')
  })
})

describe('The size of a file', () => {
  it('is told in the reader’s manner', () => {
    assert.equal(fileSize(1_423_000, 'vi'), '1,4 MB')
    assert.equal(fileSize(823_400, 'en'), '804 kB')
    assert.equal(fileSize(10 * 1024 ** 2, 'vi'), '10 MB')
  })
})

describe('A typed date', () => {
  it('is read day first, however it is apart', () => {
    for (const typed of ['2/9/1990', '02/09/1990', ' 2-9-1990 ', '2.9.1990', '2 9 1990', '02091990', '1990-09-02']) {
      assert.equal(parseDateInput(typed), '1990-09-02', typed)
    }
  })

  it('must exist', () => {
    for (const typed of ['', '31/2/2026', '29/2/2023', '0/1/2026', '1/13/2026', '2/9/90', 'hôm nay', '1/2/2026/3']) {
      assert.equal(parseDateInput(typed), null, typed)
    }
    assert.equal(parseDateInput('29/2/2024'), '2024-02-29')
  })

  it('comes back as it is written here', () => {
    assert.equal(formatDateInput('1990-09-02'), '02/09/1990')
    assert.equal(formatDateInput('31/2/2026'), '31/2/2026')
  })
})
