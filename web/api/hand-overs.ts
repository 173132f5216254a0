import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { HandOverList } from '../../store/hand-over-lists.ts'
import { actingRole } from '../access.ts'
import { confirmPapers, handOverPapers } from '../hand-over.ts'
import { operation } from './operation.ts'
import { moment } from './present.ts'
import { pointer, refuse, wrongInput } from './problems.ts'
import { sayApi } from '../messages/api.ts'
import { confirmation, handingOver, handOverList, handOvers } from './schemas.ts'

const present = ({ id, from, to, at, by, items }: HandOverList) => ({
  id, from, to, at: moment(at), by,
  items: items.map(({ dossier, due, state, remark, confirmedAt, confirmedBy }) => ({ dossier, due: moment(due), state, remark, confirmedAt: confirmedAt && moment(confirmedAt), confirmedBy })),
})

export const listHandOvers = operation({
  id: 'listHandOvers', method: 'get', path: '/v1/hand-overs', scope: 'papers:hand-over',
  summary: { vi: 'Hồ sơ giấy chờ bàn giao, và các danh sách bàn giao của đơn vị (BT 16.2-16.3)', en: 'Papers that wait to be handed over, and the unit’s lists (BT 16.2-16.3)' },
  answers: { 200: { description: { vi: 'Hồ sơ và danh sách', en: 'What waits, and the lists' }, schema: handOvers } },
  async handle({ account, language }, { handOverLists }) {
    const [gives, takes] = [actingRole(account, 'hand-over-paper', account.unit), actingRole(account, 'receive-paper', account.unit)]
    if (!gives && !takes) throw refuse(403, 'no-role', language)
    const [waiting, handedOver, toConfirm] = await Promise.all([gives ? handOverLists.waiting(account.unit) : [], gives ? handOverLists.handedBy(account.unit) : [], takes ? handOverLists.toConfirm(account.unit) : []])
    return { status: 200, body: { waiting: waiting.map(({ dossier, to, due }) => ({ dossier, to, due: moment(due) })), toConfirm: toConfirm.map(present), handedOver: handedOver.map(present) } }
  },
})

export const postHandOver = operation({
  id: 'handOver', method: 'post', path: '/v1/hand-overs', scope: 'papers:hand-over', key: 'taken', body: 'json', bodyShape: handingOver,
  summary: { vi: 'Bàn giao hồ sơ giấy cho đơn vị khác theo một danh sách', en: 'Hand papers over to another unit on one list' },
  description: { vi: 'Hồ sơ không còn chờ bàn giao thì không vào danh sách.', en: 'Dossiers whose papers no longer wait are left out of the list.' },
  answers: { 201: { description: { vi: 'Danh sách', en: 'The list' }, schema: handOverList } },
  problems: [409, 413, 415],
  async handle({ body: { to, dossiers }, account, actor, language, keep }, deps) {
    const role = actingRole(account, 'hand-over-paper', account.unit)
    if (!role) throw refuse(403, 'no-role', language)
    return deps.transactions.run(async () => {
      const id = await handOverPapers({ from: account.unit, to, dossiers, by: actor(role) }, deps)
      const list = id === null ? null : await deps.handOverLists.find(id)
      if (!list) throw refuse(409, 'nothing-waits', language)
      return keep({ status: 201, location: `/api/v1/hand-overs/${encodeURIComponent(list.id)}`, body: present(list) })
    })
  },
})

const ofList = z.strictObject({ list: z.string().max(200) })

/** A list of the caller's own unit, on either side. @throws ApiProblem 404 */
async function listFor({ params, account, language }: { params: { list: string }, account: Account, language: Language }, { handOverLists }: Pick<Deps, 'handOverLists'>): Promise<HandOverList> {
  const list = await handOverLists.find(params.list)
  if (!list || account.unit === '' || account.unit !== list.from && account.unit !== list.to) throw refuse(404, 'no-such', language)
  return list
}

export const getHandOver = operation({
  id: 'getHandOver', method: 'get', path: '/v1/hand-overs/{list}', scope: 'papers:hand-over', params: ofList,
  summary: { vi: 'Một danh sách bàn giao của đơn vị', en: 'A list of the unit' },
  answers: { 200: { description: { vi: 'Danh sách', en: 'The list' }, schema: handOverList } },
  problems: [404],
  handle: async (call, deps) => ({ status: 200, body: present(await listFor(call, deps)) }),
})

export const postConfirmation = operation({
  id: 'confirmHandOver', method: 'post', path: '/v1/hand-overs/{list}/confirmation', scope: 'papers:hand-over', key: 'taken', body: 'json', bodyShape: confirmation, params: ofList,
  summary: { vi: 'Bên nhận xác nhận từng hồ sơ: đã nhận, hoặc thiếu', en: 'The other side confirms each dossier’s papers: received, or missing' },
  answers: { 200: { description: { vi: 'Danh sách sau khi xác nhận', en: 'The list after that' }, schema: handOverList } },
  problems: [404, 413, 415],
  async handle(call, deps) {
    const { body: { items }, account, actor, language, keep } = call
    const list = await listFor(call, deps)
    const role = actingRole(account, 'receive-paper', list.to)
    if (!role) throw refuse(403, 'no-role', language)
    const faults = items.flatMap(({ dossier, state, remark }, place) => [
      ...list.items.some((each) => each.dossier === dossier) ? [] : [{ pointer: pointer(['items', place, 'dossier']), detail: sayApi('not-on-list', language) }],
      ...state === 'missing' && remark === '' ? [{ pointer: pointer(['items', place, 'remark']), detail: sayApi('why-missing', language) }] : [],
    ])
    if (faults.length > 0) throw wrongInput(faults, language)
    return deps.transactions.run(async () => {
      await confirmPapers(list.id, items, { unit: list.to, by: actor(role) }, deps)
      return keep({ status: 200, body: present(await deps.handOverLists.find(list.id) ?? list) })
    })
  },
})
