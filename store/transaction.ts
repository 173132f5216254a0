import { AsyncLocalStorage } from 'node:async_hooks'
import type { Connection } from 'mongoose'

interface Scope { readonly onCommit: (() => void)[] }

/** Runs `work` in one MongoDB transaction, again from the start on a transient conflict; nested calls join the outer one. */
export interface Transactions {
  run<T>(work: () => Promise<T>): Promise<T>
  /** Registers what happens right after the commit of the transaction that is running; nothing happens when it aborts. */
  afterCommit(act: () => void): void
}

/** Thrown where a write that must share a transaction with others is called without one: a mistake in the code. */
export class NoTransaction extends Error {}

/** mongoose carries the session to every operation inside `run` ('transactionAsyncLocalStorage'). */
export function createTransactions(connection: Connection): Transactions {
  const scopes = new AsyncLocalStorage<Scope>()
  return {
    async run(work) {
      if (scopes.getStore()) return work()
      let committed: Scope = { onCommit: [] }
      const result = await connection.transaction(async () => {
        committed = { onCommit: [] }
        return scopes.run(committed, work)
      }, { readConcern: 'snapshot', writeConcern: { w: 'majority', j: true } })
      for (const act of committed.onCommit) act()
      return result
    },
    afterCommit(act) {
      const scope = scopes.getStore()
      if (!scope) throw new NoTransaction('afterCommit outside of a transaction')
      scope.onCommit.push(act)
    },
  }
}
