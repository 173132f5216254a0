/** Letters that a password has at least; long ones are welcome, and nobody is made to mix signs. */
const least = 10

const common = /^(?:(?:mat\s?khau|password|qwerty|abc|iloveyou|admin|vietnam|anhyeuem|123456|0123456)\W*\d*)+$|^(.)\1+$/i

/** What is wrong with a new password: too short, easy to guess, or made of what others know of the person. */
export function passwordFault(password: string, known: readonly (string | null | undefined)[]): 'short' | 'easy' | null {
  if ([...password].length < least) return 'short'
  const bare = (text: string) => text.toLowerCase().replace(/\s/g, '')
  const plain = bare(password)
  const about = known.some((each) => each && each.length > 5 && plain.includes(bare(each)) && plain.length < bare(each).length + 6)
  return about || common.test(plain) || /^(?:0?123456789|9876543210)\d*$/.test(plain) ? 'easy' : null
}
