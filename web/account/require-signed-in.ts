import type { RequestHandler, Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { isFresh, signedIn, type SignedIn } from './signed-in.ts'
import { wordsOf } from './words.ts'

/** The citizen whose pages these are; `requireSignedIn` has seen to it that there is one. */
export function here(res: Response): SignedIn {
  const found = signedIn(res)
  if (!found) throw new Error('a page of an account without requireSignedIn')
  return found
}

/** Sends whoever is not signed in to the sign-in page, and back afterwards. */
export const requireSignedIn: RequestHandler = (req, res, next) => {
  res.set('Cache-Control', 'private, no-store')
  if (signedIn(res)) { next(); return }
  res.redirect(303, req.method === 'GET' ? `/dang-nhap?next=${encodeURIComponent(req.originalUrl)}` : '/dang-nhap')
}

/** Lets only somebody who has signed in lately change the account's locks. */
export const requireFresh = (deps: Pick<Deps, 'now'>): RequestHandler => (req, res, next) => {
  if (isFresh(here(res), deps)) { next(); return }
  req.session.flash = { tone: 'info', text: wordsOf(res)('account.sign-in-again') }
  res.redirect(303, '/tai-khoan/dang-nhap-lai')
}
