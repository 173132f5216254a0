import type { Citizen } from '../../store/citizens.ts'

/** Letters that a password has at least; long ones are welcome, and nobody is made to mix signs. */
const least = 10

const common = /^(?:(?:mat\s?khau|password|qwerty|abc|iloveyou|admin|vietnam|anhyeuem|123456|0123456)\W*\d*)+$|^(.)\1+$/i

/** What is wrong with a new password: too short, easy to guess, or made of what others know of the person. */
export function passwordFault(password: string, { identityNumber, mail, phone, name }: Pick<Citizen, 'identityNumber' | 'mail' | 'phone' | 'name'>): 'short' | 'easy' | null {
  if ([...password].length < least) return 'short'
  const plain = password.toLowerCase().replace(/\s/g, '')
  const known = [identityNumber, mail?.split('@')[0], phone?.replace(/^\+84/, ''), name.toLowerCase().replace(/\s/g, '')]
  const about = known.some((each) => each && each.length > 5 && plain.includes(each.toLowerCase()) && plain.length < each.length + 6)
  return about || common.test(plain) || /^(?:0?123456789|9876543210)\d*$/.test(plain) ? 'easy' : null
}
