import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { allQuestions, type Form, type FormComponent } from '../../processes/form.ts'
import { settingsOf } from '../../processes/law/agency-settings.ts'
import type { Application, Procedure } from '../../processes/procedure.ts'
import type { Language, Text } from '../../processes/text.ts'
import type { Agency } from '../../store/agencies.ts'
import { deliveryNames } from '../messages/oversight.ts'
import { say } from '../messages/routes.ts'
import { byNearness, type ChosenUnits } from '../parties.ts'
import { deliveryOf } from '../file-dossier.ts'

/** The three questions, which are about the filing and no part of the application. */
const keys = { decidingUnit: 'deciding', receivingUnit: 'receiving', returningUnit: 'returning' } as const

const texts = {
  heading: { vi: 'Nơi nộp và nơi nhận kết quả', en: 'Where to file and to fetch the result' },
  decidingUnit: { vi: 'Cơ quan giải quyết', en: 'Who decides' },
  decidingHint: { vi: 'Chọn theo nơi cư trú, hoặc nơi có công trình, đất đai, hộ kinh doanh.', en: 'By where you live, or where the building, land or business is.' },
  receivingUnit: { vi: 'Nộp tại', en: 'File at' },
  receivingHint: {
    vi: 'Bất kỳ đơn vị nào của tỉnh, không phụ thuộc địa giới hành chính. Để trống: đơn vị nơi giải quyết hồ sơ.',
    en: 'Any unit of the province, wherever you live. Left empty: the unit of the place that decides.',
  },
  returningUnit: { vi: 'Nhận kết quả tại', en: 'Fetch the result at' },
  returningHint: { vi: 'Để trống: nơi bạn nộp hồ sơ.', en: 'Left empty: where you file.' },
} as const satisfies Record<string, Text>

function select(key: keyof typeof keys, hint: Text, units: readonly Agency[], { required = false, hide }: { required?: boolean, hide?: string } = {}): FormComponent {
  return {
    key, type: 'select', label: texts[key].vi, description: hint.vi, validate: { required }, values: units.map(({ id, name }) => ({ value: id, label: name.vi })),
    properties: { 'label:en': texts[key].en, 'description:en': hint.en, 'values:en': JSON.stringify(Object.fromEntries(units.map(({ id, name }) => [id, name.en]))) },
    ...(hide && { conditional: { hide } }),
  }
}

/**
 * The application form with the questions to which units it goes, where there is a choice (NĐ 118/2025: filing is not bound to territory;
 * requirement J2): who decides when several do, which one-stop unit receives, where the result is fetched.
 */
export async function withUnits(form: Form, { id }: Pick<Procedure, 'id'>, { agencies }: Pick<Deps, 'agencies'>): Promise<Form> {
  const [deciding, centres] = await Promise.all([agencies.deciding(id), agencies.ofKind('one-stop')])
  const [only] = deciding
  const near = byNearness(centres, deciding.length === 1 && only ? only.territory : null)
  const asksDelivery = allQuestions(form.components).some(({ key }) => key === 'delivery')
  const questions = [
    ...deciding.length > 1 ? [select('decidingUnit', texts.decidingHint, deciding, { required: true })] : [],
    ...near.length > 1 ? [
      select('receivingUnit', texts.receivingHint, near),
      select('returningUnit', texts.returningHint, near, { ...(asksDelivery && { hide: '=delivery != "counter"' }) }),
    ] : [],
  ]
  return questions.length === 0 ? form : {
    ...form, components: [...form.components, { type: 'group', label: texts.heading.vi, properties: { 'label:en': texts.heading.en }, components: questions }],
  }
}

/** What was answered, parted into the application and the units that were chosen. */
export function splitUnits(values: Application): { application: Application, chosen: ChosenUnits } {
  const isUnit = (key: string): key is keyof typeof keys => key in keys
  const entries = Object.entries(values)
  return {
    application: Object.fromEntries(entries.filter(([key]) => !isUnit(key))),
    chosen: Object.fromEntries(entries.flatMap(([key, value]) => isUnit(key) && typeof value === 'string' ? [[keys[key], value]] : [])),
  }
}

/** Whether the agency returns results the way that is wanted; what is wrong, by field (BT 45/2023, arts. 13, 18.3; requirement C3). */
export function deliveryFaults(values: Application, agency: Agency | undefined, { language, at }: { language: Language, at: Temporal.Instant }): Record<string, string> {
  if (!agency || values['delivery'] === undefined) return {}
  const { deliveries } = settingsOf(agency, at.toZonedDateTimeISO(agency.calendar.timeZone).toPlainDate())
  if (deliveries.includes(deliveryOf(values))) return {}
  return { delivery: say('delivery.not-offered', language, { agency: agency.name[language], ways: deliveries.map((each) => deliveryNames[each][language]).join(', ') }) }
}
