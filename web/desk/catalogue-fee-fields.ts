import type { EditedFacts, EditedFee } from '../../processes/edition.ts'
import type { FormComponent } from '../../processes/form.ts'
import type { FeeRate } from '../../processes/law/fee-scale.ts'
import type { Text } from '../../processes/text.ts'
import { catalogueText } from '../messages/catalogue-editor.ts'
import { answersOf, both, pair, whole, type EditorFaults } from './catalogue-fields.ts'

/** The cases of the fee: for whom, how much, and where it grows with the application so much for each. */
export function feeFields(facts: EditedFacts): FormComponent[] {
  return [
    ...facts.fees.flatMap(({ scale }, index): FormComponent[] => {
      const key = `fee-${String(index)}`
      const number = index + 1
      const each = scale?.each
      const words = (language: 'vi' | 'en') => ({ number, each: each?.[language] ?? '' })
      const scaled = (message: Parameters<typeof catalogueText>[0]) => ({ vi: catalogueText(message, words('vi')).vi, en: catalogueText(message, words('en')).en })
      return [
        ...pair(`${key}-who`, catalogueText('fee-who', { number }), true), whole(`${key}-amount`, each ? scaled('fee-base') : catalogueText('fee-amount', { number })),
        ...(each ? [
          whole(`${key}-rate`, scaled('fee-rate')), whole(`${key}-next-from`, scaled('fee-next-from'), { required: false, min: 2, max: 10_000, description: scaled('fee-next-hint') }),
          whole(`${key}-next-rate`, scaled('fee-next-rate'), { required: false }), whole(`${key}-most`, scaled('fee-most'), { required: false, description: scaled('fee-most-hint') }),
        ] : []),
      ]
    }),
    ...(facts.furtherCopies ? [whole('further-from', catalogueText('further-from'), { min: 2, max: 1000 }), whole('further-amount', catalogueText('further-amount'))] : []),
  ]
}

export function feeValues({ fees, furtherCopies }: EditedFacts): Record<string, unknown> {
  return Object.assign({}, ...fees.map(({ who, amount, scale }, index) => {
    const key = `fee-${String(index)}`
    const [first, next] = scale?.rates ?? []
    return {
      ...both(`${key}-who`, who), [`${key}-amount`]: amount, ...(first && { [`${key}-rate`]: first.amount }), ...(next && { [`${key}-next-from`]: next.from, [`${key}-next-rate`]: next.amount }),
      ...(scale && scale.most !== null && { [`${key}-most`]: scale.most }),
    }
  }), furtherCopies && { 'further-from': furtherCopies.from, 'further-amount': furtherCopies.amount }) as Record<string, unknown>
}

/** The fees that were typed, over those that the form was made of. */
export function readFees(values: Readonly<Record<string, unknown>>, shown: EditedFacts, faults: EditorFaults): Pick<EditedFacts, 'fees' | 'furtherCopies'> {
  const { number, text } = answersOf(values)
  const scaleOf = (key: string, each: Text): EditedFee['scale'] => {
    const [from, further] = [number(`${key}-next-from`), number(`${key}-next-rate`)]
    if (from !== null && further === null) faults[`${key}-next-rate`] = { key: 'fault-next-rate' }
    if (from === null && further !== null) faults[`${key}-next-from`] = { key: 'fault-next-from' }
    const rates: FeeRate[] = [{ from: 1, amount: number(`${key}-rate`) ?? 0 }, ...(from !== null && further !== null ? [{ from, amount: further }] : [])]
    return { each, rates, most: number(`${key}-most`) }
  }
  return {
    fees: shown.fees.map(({ amount, scale }, index) => {
      const key = `fee-${String(index)}`
      return { who: text(`${key}-who`), amount: number(`${key}-amount`) ?? amount, scale: scale && scaleOf(key, scale.each) }
    }),
    furtherCopies: shown.furtherCopies && { from: number('further-from') ?? shown.furtherCopies.from, amount: number('further-amount') ?? shown.furtherCopies.amount },
  }
}
