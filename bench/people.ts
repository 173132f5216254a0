/** Random numbers from a seed (mulberry32): the same seed gives the same province. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Family names by how common they are in Vietnam, in hundredths. */
const families = [['Nguyễn', 38], ['Trần', 11], ['Lê', 10], ['Phạm', 7], ['Hoàng', 5], ['Vũ', 4], ['Đỗ', 3], ['Bùi', 3], ['Đặng', 3], ['Ngô', 2], ['Hồ', 2], ['Dương', 2], ['Lý', 2], ['Trịnh', 2], ['Mai', 2], ['Đinh', 2], ['Lương', 1], ['Cao', 1]] as const
const familyOf = families.flatMap(([name, count]) => Array.from({ length: count }, () => name))
const middles = { man: ['Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Thành', 'Xuân', 'Ngọc'], woman: ['Thị', 'Thị', 'Thị', 'Ngọc', 'Thu', 'Thùy', 'Thanh', 'Minh'] } as const
const given = {
  man: ['An', 'Anh', 'Bình', 'Cường', 'Dũng', 'Duy', 'Đạt', 'Hải', 'Hiếu', 'Hòa', 'Hùng', 'Huy', 'Khoa', 'Kiên', 'Lâm', 'Long', 'Minh', 'Nam', 'Nghĩa', 'Phong', 'Phúc', 'Quân', 'Sơn', 'Thắng', 'Thịnh', 'Trung', 'Tuấn', 'Tùng', 'Việt', 'Vinh'],
  woman: ['An', 'Ánh', 'Bích', 'Chi', 'Dung', 'Duyên', 'Giang', 'Hà', 'Hạnh', 'Hằng', 'Hoa', 'Hồng', 'Hương', 'Lan', 'Liên', 'Linh', 'Loan', 'Ly', 'Mai', 'My', 'Nga', 'Ngân', 'Ngọc', 'Nhung', 'Oanh', 'Phương', 'Quỳnh', 'Thảo', 'Thu', 'Trang', 'Uyên', 'Vân', 'Yến'],
} as const
const streets = ['Lê Lợi', 'Trần Phú', 'Nguyễn Trãi', 'Quang Trung', 'Hạc Thành', 'Đội Cung', 'Lý Nam Đế', 'Bà Triệu', 'Tống Duy Tân', 'Dương Đình Nghệ']

export const communeNames = [
  'Hàm Rồng', 'Quảng Phú', 'Đông Quang', 'Đông Sơn', 'Đông Tiến', 'Nguyệt Viên', 'Sầm Sơn', 'Nam Sầm Sơn', 'Bỉm Sơn', 'Quang Trung', 'Ngọc Sơn', 'Tân Dân', 'Hải Lĩnh', 'Tĩnh Gia', 'Đào Duy Từ', 'Hải Bình', 'Trúc Lâm', 'Nghi Sơn', 'Hà Trung', 'Tống Sơn', 'Hà Long',
  'Hoạt Giang', 'Lĩnh Toại', 'Triệu Lộc', 'Đông Thành', 'Hậu Lộc', 'Hoa Lộc', 'Vạn Lộc', 'Nga Sơn', 'Nga Thắng', 'Hồ Vương', 'Tân Tiến', 'Nga An', 'Ba Đình', 'Hoằng Lộc', 'Hoằng Châu', 'Hoằng Sơn', 'Hoằng Phú', 'Hoằng Giang', 'Hoằng Tiến',
]

export interface Person { readonly name: string, readonly identityNumber: string, readonly dateOfBirth: string, readonly phone: string, readonly address: string, readonly email: string }

/** Somebody of the province: name by sex, an identity number as one is made up (province 038, sex and century, year), a telephone of a network that exists. */
export function person(random: () => number, commune: string): Person {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const digits = (count: number) => Math.floor(random() * 10 ** count).toString().padStart(count, '0')
  const sex = random() < 0.5 ? 'man' : 'woman'
  const age = 18 + Math.floor(random() ** 1.4 * 62)
  const year = 2026 - age
  return {
    name: `${pick(familyOf)} ${pick(middles[sex])} ${pick(given[sex])}`,
    identityNumber: `038${String((sex === 'man' ? 0 : 1) + (year >= 2000 ? 2 : 0))}${String(year).slice(2)}${digits(6)}`,
    dateOfBirth: `${String(year)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`,
    phone: `0${pick(['91', '94', '88', '98', '97', '96', '86', '90', '93', '89'])}${digits(7)}`,
    address: `${String(1 + Math.floor(random() * 400))} ${pick(streets)}, ${commune}, tỉnh Thanh Hóa`, email: '',
  }
}
