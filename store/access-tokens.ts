import { Schema, type Connection } from 'mongoose'
import { sha256 } from './canonical.ts'
import type { Scope } from './clients.ts'

/** A token of a client; only its digest is kept. It runs by the machines' clock, as leases do. */
export interface AccessToken { readonly client: string, readonly scopes: readonly Scope[], readonly expiresAt: Date }

const schema = new Schema<AccessToken & { _id: string }>({ _id: String, client: String, scopes: [String], expiresAt: Date })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
schema.index({ client: 1 })

/** The tokens that open the interface, until they end by themselves or with their client. */
export function createAccessTokens(connection: Connection) {
  const model = connection.model('AccessToken', schema, 'accessTokens')
  return {
    async keep(token: string, { client, scopes, expiresAt }: AccessToken): Promise<void> {
      await model.create([{ _id: sha256(token), client, scopes: [...scopes], expiresAt }])
    },
    async find(token: string): Promise<AccessToken | null> {
      return model.findById(sha256(token)).lean<AccessToken>()
    },
    /** Ends all tokens of a client. */
    async endOf(client: string): Promise<void> {
      await model.deleteMany({ client })
    },
  }
}

export type AccessTokens = ReturnType<typeof createAccessTokens>
