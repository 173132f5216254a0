import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { answersOf } from './answers.ts'
import { defineWorker } from './worker.ts'
import { findProcedure, procedureOf } from '../processes/catalogue.ts'
import { composeNotice } from '../processes/shared/compose-notice.ts'

/** An establishment has failed its inspection: the authority of its place gets a copy of the notice (P9: DVC 2.001827; NĐ 46/2026 art. 16). */
export const authorityNotify = defineWorker({
  type: 'authority.notify',
  label: { vi: 'Báo cơ quan quản lý tại địa phương', en: 'Tell the local authority' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, { dossiers, agencies, notices, env, now }) {
    const before = await dossiers.get(code)
    if (before.result?.granted !== false) return
    const { values: { localAuthority: id } } = answersOf(before, 'assessment', z.object({ localAuthority: z.string().optional() }))
    const unit = id ? await agencies.find(id) : null
    if (!unit) return
    const at = now()
    const { language, procedure, filedAt, units, result } = await dossiers.act(code, {
      act: 'notify-authority', by: { kind: 'system' }, at, details: { agency: unit.id },
    }, () => ({}))
    const deciding = await agencies.get(units.deciding)
    const { subject, text } = composeNotice('inspectionFailed', language, {
      code, procedure: procedureOf({ procedure, filedAt }).name[language], agency: deciding.name[language], link: `${env.PUBLIC_ORIGIN}/ho-so/${code}`, reason: result?.reason ?? '',
    }, findProcedure(procedure))
    await notices.add({ id: randomUUID(), dossier: code, to: 'leader', unit: unit.id, person: null, subject, text, channels: ['portal'], at })
  },
})
