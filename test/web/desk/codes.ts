import { Secret, TOTP } from 'otpauth'
import type { House } from '../../house.ts'

/** The code that an authenticator app shows now, by the program's clock; `later` in seconds. */
export const codeOf = ({ deps }: Pick<House, 'deps'>, secret: string, later = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp: deps.now().epochMilliseconds + later * 1000 })
