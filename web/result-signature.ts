import { buffer } from 'node:stream/consumers'
import { signaturesIn } from '../config/sign/signatures.ts'
import type { Deps } from '../config/wire.ts'
import type { Language } from '../processes/text.ts'
import type { ResultFile } from '../store/dossiers.ts'
import { say } from './messages/routes.ts'

/**
 * Whose signature the electronic copy of a result bears, and what the file itself says of it now, not what was noted when it was made: whether it was
 * altered or added to since, and whether the certificate is to be trusted (requirement F10). Costs the reading of one small file.
 */
export async function resultSignature(
  code: string, { file, signedBy, person }: ResultFile, language: Language, { files, agencies, trust }: Pick<Deps, 'files' | 'agencies' | 'trust'>,
): Promise<{ text: string, isAltered: boolean }> {
  if (signedBy === null) return { text: say('result.unsigned', language), isAltered: false }
  const stored = await files.find(file.id, code)
  const signatures = stored ? await signaturesIn(await buffer(stored.content), trust) : []
  const last = signatures.at(-1)
  if (!last || !signatures.every(({ intact }) => intact)) return { text: say('result.altered', language), isAltered: true }
  if (!last.whole) return { text: say('result.added-to', language), isAltered: true }
  const unit = (await agencies.get(signedBy)).name[language]
  const signed = person === undefined ? say('result.signed', language, { unit }) : say('result.signed-by', language, { unit, person })
  return { text: [signed, say('result.intact', language), say(`result.certificate-${last.certificate}`, language)].join(' '), isAltered: false }
}
