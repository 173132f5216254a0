import { z } from 'zod'
import type { Form } from '../processes/form.ts'
import { marks, ratedOn, type Mark } from '../processes/law/figures.ts'
import { markNames, sayFigures } from './messages/figures.ts'

/** How a dossier's service is rated (TQ 9.2; requirement A6): timeliness, quality and attitude, and a few words. */
export const ratingForm: Form = {
  id: 'rating',
  components: [
    ...ratedOn.map((what) => ({
      type: 'radio' as const, key: what, label: sayFigures(what, 'vi'), validate: { required: true },
      values: marks.map((mark) => ({ value: String(mark), label: markNames[mark].vi })),
      properties: { 'label:en': sayFigures(what, 'en'), 'values:en': JSON.stringify(Object.fromEntries(marks.map((mark) => [String(mark), markNames[mark].en]))) },
    })),
    {
      type: 'textarea', key: 'remark', label: sayFigures('remark', 'vi'), description: sayFigures('rate-remark-hint', 'vi'), validate: { maxLength: 1000 },
      properties: { 'label:en': sayFigures('remark', 'en'), 'description:en': sayFigures('rate-remark-hint', 'en') },
    },
  ],
}

const mark = z.coerce.number().pipe(z.literal(marks)) as z.ZodType<Mark>

/** The answers of the form, once they have been checked against it. */
export const ratingAnswers = z.object({ timeliness: mark, service: mark, remark: z.string().default('') })
