import { randomUUID } from 'node:crypto'
import type { Deps } from '../config/wire.ts'
import { postalChoices, type PostalOrder } from '../processes/law/postal-order.ts'
import { fillText } from '../processes/text.ts'
import { ActNotAllowed, type Dossier } from '../store/dossiers.ts'
import type { Actor } from '../store/events.ts'
import { postTexts } from './messages/post.ts'
import type { PostalView } from './view/find-models.ts'

/** What can still be ordered of the post for a dossier, as far as its state goes. */
export const choicesOf = ({ state, delivery, answers }: Pick<Dossier, 'state' | 'delivery' | 'answers'>) =>
  postalChoices({ state, delivery, handedOver: answers['hand-over'] !== undefined })

/**
 * Keeps what the applicant orders of the public postal service and tells the clerks of the unit that receives or returns (BT 13.2; requirement
 * A9). A result that the post brings is one that goes by post, one that it no longer brings is fetched: the declaration then says so too.
 * @throws ActNotAllowed when it is too late for what is ordered
 */
export async function orderPost(code: string, order: PostalOrder, by: Actor, { transactions, dossiers, notices, now }: Pick<Deps, 'transactions' | 'dossiers' | 'notices' | 'now'>): Promise<void> {
  const at = now()
  await transactions.run(async () => {
    const details = { pickUp: order.pickUp !== null, delivery: order.delivery !== null }
    const { units } = await dossiers.act(code, { act: 'order-post', by, at, details }, (dossier) => {
      const open = choicesOf(dossier)
      if ((order.pickUp && !open.pickUp) || (order.delivery && !open.delivery)) throw new ActNotAllowed(`It is too late to order the post for ${code}`)
      // What can no longer be ordered stays as it was.
      const postal = { pickUp: open.pickUp ? order.pickUp : dossier.postal?.pickUp ?? null, delivery: open.delivery ? order.delivery : dossier.postal?.delivery ?? null }
      const delivery = !open.delivery ? dossier.delivery : postal.delivery ? 'post' : dossier.delivery === 'post' ? 'counter' : dossier.delivery
      const declared = dossier.application['delivery'] !== undefined && open.delivery
      return {
        postal: postal.pickUp || postal.delivery ? postal : null, delivery,
        ...(declared && { application: { ...dossier.application, delivery, ...(postal.delivery && { deliveryAddress: postal.delivery.address }) } }),
      }
    })
    const told = [...order.pickUp ? [{ to: 'reception-clerk', unit: units.receiving, text: postTexts.noticePickUp } as const] : [], ...order.delivery ? [{ to: 'result-clerk', unit: units.returning, text: postTexts.noticeDelivery } as const] : []]
    for (const { to, unit, text } of told) {
      await notices.add({ id: randomUUID(), dossier: code, to, unit, person: null, subject: postTexts.notice.vi, text: fillText(text.vi, { code }), channels: ['portal'], at })
    }
  })
}

/** What was ordered, as pages show it. */
export function presentPostal({ postal }: Pick<Dossier, 'postal'>): PostalView | null {
  return postal && { ...(postal.pickUp && { pickUp: postal.pickUp }), ...(postal.delivery && { delivery: postal.delivery }) }
}
