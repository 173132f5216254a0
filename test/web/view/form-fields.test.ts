import assert from 'node:assert/strict'
import express from 'express'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Form } from '../../../processes/form.ts'
import { buildAssets } from '../../../web/build.ts'
import { installViews } from '../../../web/view/engine.ts'
import { answerGroups } from '../../../web/view/answers.ts'
import { formView, textBlocks, type FormInput } from '../../../web/view/form-fields.ts'
import { render, type PageLocals } from '../../../web/view/render.ts'

const form: Form = {
  id: 'test',
  components: [
    { id: 'intro', type: 'text', text: '## Người yêu cầu\nĐiền như trên căn cước.\n\n- một\n- hai' },
    {
      id: 'name', type: 'textfield', key: 'name', label: 'Họ và tên', description: 'Như trên căn cước',
      properties: { 'label:en': 'Full name', 'description:en': 'As on the card' }, validate: { required: true },
    },
    { id: 'birth', type: 'datetime', subtype: 'date', key: 'dateOfBirth', label: 'Ngày sinh', validate: { required: true } },
    {
      id: 'kind', type: 'radio', key: 'kind', label: 'Loại phiếu', validate: { required: true },
      values: [{ value: 'number-1', label: 'Phiếu số 1' }, { value: 'number-2', label: 'Phiếu số 2' }],
      properties: { 'label:en': 'Kind', 'values:en': '{"number-1":"Certificate no. 1"}' },
    },
    { id: 'places', type: 'checklist', key: 'places', label: 'Nơi từng ở', values: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }] },
    { id: 'officer', type: 'select', key: 'officer', label: 'Cán bộ', values: [], properties: { options: 'officers' } },
    { id: 'copies', type: 'number', key: 'copies', label: 'Số bản', validate: { required: true } },
    {
      id: 'authoriser', type: 'group', label: 'Người ủy quyền', conditional: { hide: '=kind != "number-1"' },
      components: [{ id: 'reason', type: 'textarea', key: 'reason', label: 'Lý do', conditional: { hide: '=agreed != true' } }],
    },
    { id: 'agreed', type: 'checkbox', key: 'agreed', label: 'Tôi đồng ý' },
  ],
}

let server: Server
let address = ''
let input: FormInput = { language: 'vi' }

before(async function () {
  await buildAssets()
  const app = express()
  await installViews(app)
  app.use((_req, res) => {
    Object.assign(res.locals, { language: input.language, agency: 'A', timeZone: 'Asia/Ho_Chi_Minh', csrfToken: () => '"token' } satisfies PageLocals)
    const { fields, errors } = formView(form, input)
    render(res, 'portal/file', {
      procedure: { name: '<b>Thủ tục</b>', href: '/p' }, action: '/file', sections: [{ fields }], errors,
      documents: [{ item: 'identity', label: 'Căn cước', required: true, accept: ['.pdf', '.jpg'], maxBytes: 5_000_000, files: [{ name: '<i>.pdf', size: 1, remove: '1' }] }],
    })
  })
  await new Promise<void>((done) => { server = app.listen(0, '127.0.0.1', () => { done() }) })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})

after(() => { server.close() })

async function page(of: FormInput): Promise<{ status: number, html: string }> {
  input = of
  const answer = await fetch(address)
  return { status: answer.status, html: await answer.text() }
}

/** The tag of the field with that id. */
const tag = (html: string, id: string) => new RegExp(`<(input|select|textarea)[^>]*id="${id}"[^>]*>`).exec(html)?.[0] ?? ''

describe('A form on a page', () => {
  it('ties each field to a label, and hints to the field', async () => {
    const { html, status } = await page({ language: 'vi' })
    assert.equal(status, 200)
    for (const key of ['name', 'dateOfBirth', 'officer', 'copies', 'reason', 'agreed']) {
      assert.match(html, new RegExp(`<label[^>]*for="field-${key}"`), key)
      assert.ok(tag(html, `field-${key}`), key)
    }
    assert.match(tag(html, 'field-name'), /aria-describedby="field-name-hint"/)
    assert.match(html, /<fieldset[^>]*>\s*<legend[^>]*>Loại phiếu/)
  })

  it('tells what is wrong beside the field and in the summary, which links to it', async () => {
    const { html, status } = await page({ language: 'vi', errors: { kind: 'Chọn loại phiếu', name: 'Nhập họ tên', other: 'Khác' } })
    assert.equal(status, 422)
    assert.match(html, /<title>Lỗi: /)
    assert.match(html, /<a href="#field-name">Nhập họ tên<\/a>[\s\S]*<a href="#field-kind">Chọn loại phiếu<\/a>[\s\S]*<li>Khác<\/li>/)
    assert.match(tag(html, 'field-name'), /aria-invalid="true"/)
    assert.match(tag(html, 'field-name'), /aria-describedby="field-name-hint field-name-error"/)
    assert.match(html, /id="field-name-error"[^>]*><span[^>]*>Lỗi: <\/span>Nhập họ tên/)
    assert.ok(tag(html, 'field-kind'), 'the link leads to the first choice')
  })

  it('keeps what was typed, right or wrong', async () => {
    const { html } = await page({
      language: 'vi', options: { officers: [{ value: 'binh', label: 'Bình' }] },
      values: { name: 'Ngọc Ánh', dateOfBirth: '31/2/1990', kind: 'number-2', places: ['b'], officer: 'binh', copies: 'hai', agreed: 'true', reason: 'vì thế' },
    })
    assert.match(tag(html, 'field-name'), /value="Ngọc Ánh"/)
    assert.match(tag(html, 'field-dateOfBirth'), /value="31\/2\/1990"/)
    assert.match(tag(html, 'field-copies'), /value="hai"/)
    assert.match(tag(html, 'field-kind-2'), / checked/)
    assert.doesNotMatch(tag(html, 'field-kind'), / checked/)
    assert.match(tag(html, 'field-places-2'), / checked/)
    assert.match(tag(html, 'field-agreed'), / checked/)
    assert.match(html, /<option value="binh" selected>Bình/)
    assert.match(html, />\nvì thế<\/textarea>/)
  })

  it('shows stored dates as they are written here', async () => {
    const { html } = await page({ language: 'vi', values: { dateOfBirth: '1990-09-02' } })
    assert.match(tag(html, 'field-dateOfBirth'), /value="02\/09\/1990"/)
    assert.match(tag(html, 'field-dateOfBirth'), /autocomplete="bday"/)
  })

  it('escapes whatever people typed', async () => {
    const evil = '"><script>alert(1)</script>'
    const { html } = await page({
      language: 'vi', values: { name: evil, reason: `</textarea>${evil}`, copies: evil }, errors: { name: evil },
      options: { officers: [{ value: evil, label: evil }] },
    })
    assert.doesNotMatch(html, /<script>|<\/textarea>"|<b>|<i>/)
    assert.match(html, /value="&quot;token"/)
  })

  it('speaks English where it can', async () => {
    const { html } = await page({ language: 'en' })
    assert.match(html, /<label[^>]*for="field-name">Full name/)
    assert.match(html, /As on the card/)
    assert.match(html, />Certificate no. 1</)
    assert.match(html, /<html lang="en"/)
  })

  it('says without a script when a field applies, and tells the script the same', async () => {
    const { html } = await page({ language: 'vi' })
    assert.match(html, /Chỉ điền khi “Loại phiếu” là “Phiếu số 1”\./)
    assert.match(html, /Chỉ điền khi đã đánh dấu “Tôi đồng ý”\./)
    assert.match(html, /data-shown-if="\{&quot;all&quot;/)
  })

  it('has no script and no style inside the page', async () => {
    const { html } = await page({ language: 'vi', values: { name: 'x' }, errors: { name: 'y' } })
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/)
  })
})

describe('The answers of a form', () => {
  const values = { name: 'Ngọc Ánh', dateOfBirth: '1990-09-02', kind: 'number-1', places: ['a', 'b'], agreed: true, reason: 'một\nhai' }

  it('are told in words, group by group', () => {
    assert.deepEqual(answerGroups(form, { language: 'en', values, changeHref: '/file' }).map(({ heading, rows }) =>
      [heading, rows.map(({ label, lines }) => `${label}: ${lines.join(' / ')}`)]), [
      [undefined, ['Full name: Ngọc Ánh', 'Ngày sinh: 02/09/1990', 'Kind: Certificate no. 1', 'Nơi từng ở: A / B', 'Cán bộ: ', 'Số bản: ', 'Tôi đồng ý: Yes']],
      ['Người ủy quyền', ['Lý do: một / hai']],
    ])
  })

  it('leave out what does not apply', () => {
    const groups = answerGroups(form, { language: 'vi', values: { ...values, kind: 'number-2' } })
    assert.deepEqual(groups.map(({ heading }) => heading), [undefined])
  })

  it('lead to the field where they can be changed', () => {
    assert.equal(answerGroups(form, { language: 'vi', values, changeHref: '/file' })[0]?.rows[0]?.changeHref, '/file#field-name')
  })
})

describe('The explaining text of a form', () => {
  it('becomes headings, paragraphs and lists', () => {
    assert.deepEqual(textBlocks('## Một\nHai **ba**\nbốn\n\n- năm\n- sáu'), [
      { heading: 'Một' }, { paragraph: 'Hai ba bốn' }, { items: ['năm', 'sáu'] },
    ])
  })
})
