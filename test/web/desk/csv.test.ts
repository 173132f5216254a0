import assert from 'node:assert/strict'
import { csvLine } from '../../../web/desk/register-routes.ts'

describe('A line of a table', () => {
  it('quotes every cell, and lets no spreadsheet take a cell for a formula', () => {
    assert.equal(csvLine(['1', 'Nguyễn "Ánh"', 'a,b', '=HYPERLINK("x")', '+84', '-1', '@x']), '"1","Nguyễn ""Ánh""","a,b","\'=HYPERLINK(""x"")","\'+84","\'-1","\'@x"\r\n')
  })
})
