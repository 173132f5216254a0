import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { findProcedure } from '../../processes/catalogue.ts'
import type { Form } from '../../processes/form.ts'
import type { Procedure } from '../../processes/procedure.ts'
import { documentConditions } from '../../web/document-conditions.ts'

const at = Temporal.Instant.from('2026-10-12T01:00:00Z')
const conditions = (id: string, changed: Partial<Procedure> = {}) => {
  const procedure = findProcedure(id)
  const form = JSON.parse(readFileSync(new URL(`../../processes/${id}/forms/${procedure.applicationForm}.form`, import.meta.url), 'utf8')) as Form
  return documentConditions({ ...procedure, ...changed }, form, at)
}

describe('The place for a document in the form', () => {
  it('is tied to the answer that the procedure asks it for', () => {
    assert.deepEqual(conditions('birth-registration').get('birth-notice'), { all: [{ field: 'birthProof', values: ['paper'], not: false }] })
    assert.deepEqual(conditions('first-land-certificate').get('inheritance'), { all: [{ field: 'cases', values: ['inheritance'], not: false }] })
  })

  it('is tied to every answer that it depends on, and to none before it is given where nothing means needed', () => {
    assert.deepEqual(conditions('marital-status').get('authorisation'), {
      all: [{ field: 'onBehalf', values: ['authorised'], not: false }, { field: 'agentKin', values: ['yes'], not: false }],
    })
    assert.deepEqual(conditions('building-permit').get('land'), { all: [{ field: 'landData', values: ['', 'no'], not: false }] })
  })

  it('is always there for what everybody hands in, and for what depends on anything but choices', () => {
    assert.equal(conditions('building-permit').get('drawings'), undefined)
    const [dated] = findProcedure('building-permit').documents
    assert.ok(dated)
    const byArea = dated.value.map((item) => ({ ...item, isNeeded: ({ landArea }: Record<string, unknown>) => Number(landArea) > 100 }))
    assert.equal(conditions('building-permit', { documents: [{ ...dated, from: null, until: null, value: byArea }] }).size, 0)
  })
})
