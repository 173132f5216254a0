import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import type { Posting } from '../../store/postings.ts'
import { objectionForm, presentPosting, readObjection } from '../present-posting.ts'
import { recordObjection } from '../record-objection.ts'
import { carryOut } from './carry-out.ts'
import { operation } from './operation.ts'
import { moment } from './present.ts'
import { refuse } from './problems.ts'
import { objectionSent, postingList, withAnswers, type PostingAnswer } from './schemas.ts'

async function present(posting: Posting, language: Language, deps: Deps): Promise<PostingAnswer> {
  const { procedure, agency, address, from, until, open } = await presentPosting(posting, language, deps)
  return { id: posting.id, procedure, agency, address, from: moment(from), until: moment(until), isOpen: open, facts: { ...posting.facts } }
}

export const listPostings = operation({
  id: 'listPostings', method: 'get', path: '/v1/postings', scope: 'objections:send',
  summary: { vi: 'Nội dung đang được niêm yết công khai', en: 'What is posted publicly now' },
  answers: { 200: { description: { vi: 'Nhiều nhất 100', en: 'At most 100' }, schema: postingList } },
  handle: async ({ language }, deps) => ({ status: 200, body: { items: await Promise.all((await deps.postings.open(100)).map((each) => present(each, language, deps))) } }),
})

export const postObjection = operation({
  id: 'sendObjection', method: 'post', path: '/v1/postings/{id}/objections', scope: 'objections:send', key: 'taken', body: 'json', bodyShape: withAnswers, params: z.strictObject({ id: z.string().max(100) }),
  summary: { vi: 'Gửi ý kiến về nội dung niêm yết', en: 'Object to what is posted' },
  description: {
    vi: '“objectorName”, “objectorContact”, “objection”, như trên cổng; chỉ cơ quan biết ai có ý kiến. Hệ thống giữ vai trò công chức thụ lý của cơ quan niêm yết thì ghi nhận như công chức.',
    en: '`objectorName`, `objectorContact`, `objection`, as on the portal; who objects is for the agency only. A system that holds the case officer’s role in the agency that posts records it as that officer.',
  },
  answers: { 202: { description: { vi: 'Đã ghi nhận', en: 'Recorded' }, schema: objectionSent } },
  problems: [404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { params: { id }, body, language, account, client, actor } = call
    const posting = z.uuid().safeParse(id).success ? await deps.postings.find(id) : null
    if (!posting || posting.state === 'withdrawn') throw refuse(404, 'no-such', language)
    const read = readObjection(body.answers, language)
    const isOfficer = account.unit === posting.unit && account.roles.includes('case-officer')
    return carryOut(call, { form: objectionForm, errors: 'errors' in read ? read.errors : {} }, deps, async () => {
      const kept = 'objection' in read && await recordObjection(posting.id, read.objection, isOfficer ? { officer: actor('case-officer') } : { through: client.id }, deps)
      if (!kept) throw refuse(409, 'posting-over', language)
      return { status: 202, body: { posting: posting.id } }
    })
  },
})
