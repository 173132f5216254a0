import { z } from 'zod'
import { place } from './places.ts'
import type { Text } from '../processes/text.ts'

/** A schema of a header with the names by which analysts know it and its values. */
export const named = <S extends z.ZodType>(schema: S, label: Text, values: Readonly<Record<string, Text>> = {}): S => schema.meta({ label, values })

const text = z.string().min(1)

/** The article by which a step does what it does. */
export const basis = named(text, { vi: 'Căn cứ (điều, khoản của văn bản)', en: 'Basis (article of the law)' })

export const cause = named(text, { vi: 'Lý do (mã trong dữ liệu của thủ tục)', en: 'Cause (its key among the facts of the procedure)' })

export const form = named(text, { vi: 'Biểu mẫu có câu trả lời', en: 'Form with the answer' })

export const stage = named(z.enum(['reception', 'settlement']), { vi: 'Giai đoạn', en: 'Stage' }, {
  reception: { vi: 'Tiếp nhận', en: 'Reception' }, settlement: { vi: 'Giải quyết', en: 'Settlement' },
})

/** Where a dossier goes from, and where to. */
export const from = named(place, { vi: 'Từ nơi (receiving, deciding, returning hoặc partner:…)', en: 'From (receiving, deciding, returning or partner:…)' })

export const to = named(place, { vi: 'Đến nơi (receiving, deciding, returning hoặc partner:…)', en: 'To (receiving, deciding, returning or partner:…)' })

/** Which part of a joint procedure's result; 'all' once the last one is there. */
export const part = named(text, { vi: 'Phần của kết quả (all: đã đủ các phần)', en: 'Part of the result (all: the last one is there)' })
