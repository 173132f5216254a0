import { needsText, type EditedFacts } from '../../processes/edition.ts'
import type { FormComponent } from '../../processes/form.ts'
import { lifeEvents, type LifeEvent, type LifeEventPlace } from '../../processes/law/life-events.ts'
import { onlineLevels, type OnlineLevel } from '../../processes/law/online-levels.ts'
import type { Text } from '../../processes/text.ts'
import { catalogueText } from '../messages/catalogue-editor.ts'
import { partNames } from '../messages/catalogue-words.ts'
import { answersOf, area, both, choice, labelled, line, pair, whole, type EditorFaults } from './catalogue-fields.ts'

const texts = ['name', 'field', 'decidingAgency'] as const
const events = Object.keys(lifeEvents) as LifeEvent[]
/** Levels of today; the numbered ones of before 2022 only where they stand. */
const levels: readonly OnlineLevel[] = ['full', 'partial', 'information']

/** How the procedure is called and where it stands in the catalogue. */
export function nameFields(): FormComponent[] {
  return [
    ...texts.flatMap((part) => pair(part, partNames[part], true)),
    { ...line('code', partNames.code, true, catalogueText('code-hint')), validate: { required: true, maxLength: 40, pattern: '\\d\\.\\d{6}(\\.[\\dA-Z.-]+)?' } },
    area('alsoCalled', partNames.alsoCalled, false, catalogueText('also-called-hint')),
  ]
}

export function serviceFields({ onlineLevel: { level } }: EditedFacts): FormComponent[] {
  const offered = levels.includes(level) ? levels : [level, ...levels]
  return [
    choice('level', partNames.onlineLevel, offered.map((each) => [each, onlineLevels[each].name])),
    ...pair('level-text', catalogueText('level-text'), false),
  ]
}

/** The events in life under which citizens find it. */
export function eventFields(): FormComponent[] {
  return events.flatMap((event): FormComponent[] => {
    const { name } = lifeEvents[event]
    const t = (message: 'event-order' | 'event-why'): Text => ({ vi: catalogueText(message, { event: name.vi }).vi, en: catalogueText(message, { event: name.en }).en })
    return [
      { key: `event-${event}`, type: 'checkbox', ...labelled({ vi: catalogueText('event', { event: name.vi }).vi, en: catalogueText('event', { event: name.en }).en }) },
      whole(`event-${event}-order`, t('event-order'), { required: false, min: 1, max: 99 }), ...pair(`event-${event}-why`, t('event-why'), false),
    ]
  })
}

export function nameValues(facts: EditedFacts): Record<string, unknown> {
  return Object.assign({
    code: facts.code, alsoCalled: facts.alsoCalled.join('\n'), level: facts.onlineLevel.level, ...(facts.onlineLevel.text && both('level-text', facts.onlineLevel.text)),
  }, ...texts.map((part) => both(part, facts[part])), ...facts.lifeEvents.map(({ event, order, why }) => ({ [`event-${event}`]: true, [`event-${event}-order`]: order, ...both(`event-${event}-why`, why) }))) as Record<string, unknown>
}

type Named = Pick<EditedFacts, 'name' | 'code' | 'field' | 'decidingAgency' | 'alsoCalled' | 'onlineLevel' | 'lifeEvents'>

/** How it is called and where it stands, as typed. */
export function readNames(values: Readonly<Record<string, unknown>>, shown: EditedFacts, faults: EditorFaults): Named {
  const { said, number, ticked, text } = answersOf(values)
  const bothSaid = (key: string) => { for (const language of ['vi', 'en']) if (said(`${key}-${language}`) === '') faults[`${key}-${language}`] = { key: 'fault-needed' } }
  const level = (Object.keys(onlineLevels) as OnlineLevel[]).find((each) => each === said('level')) ?? shown.onlineLevel.level
  if (needsText(level)) bothSaid('level-text')
  const places = events.filter((event) => ticked(`event-${event}`)).map((event): LifeEventPlace => {
    const order = number(`event-${event}-order`)
    if (order === null) faults[`event-${event}-order`] = { key: 'fault-needed' }
    bothSaid(`event-${event}-why`)
    return { event, order: order ?? 1, why: text(`event-${event}-why`) }
  })
  return {
    name: text('name'), field: text('field'), decidingAgency: text('decidingAgency'), code: said('code'),
    alsoCalled: said('alsoCalled').split('\n').map((each) => each.trim()).filter((each) => each !== ''),
    onlineLevel: { level, text: needsText(level) ? text('level-text') : null }, lifeEvents: places,
  }
}
