import { randomBytes } from 'node:crypto'
import { Mongoose } from 'mongoose'
import { Temporal } from 'temporal-polyfill'
import { createAbsences } from './absences.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createAccounts } from './accounts.ts'
import { createAgencies } from './agencies.ts'
import { createAudit } from './audit.ts'
import { createBundles } from './bundles.ts'
import { createCitizenSessions } from './citizen-sessions.ts'
import { createCitizens } from './citizens.ts'
import { createCalendarChanges } from './calendar-changes.ts'
import { createClients } from './clients.ts'
import { createConsultationLinks } from './consultation-links.ts'
import { createConsultations } from './consultations.ts'
import { createDossiers } from './dossiers.ts'
import { createDiagramDrafts } from './diagram-drafts.ts'
import { createDrafts } from './drafts.ts'
import { createEnquiries } from './enquiries.ts'
import { createEditions } from './editions.ts'
import { createEvents } from './events.ts'
import { createFeeLedger } from './fee-ledger.ts'
import { createFees } from './fees.ts'
import { createFigures } from './figures.ts'
import { createFiles } from './files.ts'
import { createFollowers } from './followers.ts'
import { createHandOverLists } from './hand-over-lists.ts'
import { createHoldings } from './holdings.ts'
import { createHandledJobs } from './handled-jobs.ts'
import { createJobTypes } from './job-types.ts'
import { createMailedFilings } from './mailed-filings.ts'
import { createNotices } from './notices.ts'
import { createPostings } from './postings.ts'
import { createOneTimeCodes } from './one-time-codes.ts'
import { createOutbox } from './outbox.ts'
import { createRatings } from './ratings.ts'
import { createSigningTroubles } from './signing-troubles.ts'
import { createBulkSignings } from './bulk-signings.ts'
import { createReceivedMails } from './received-mails.ts'
import { createParticipation } from './participation.ts'
import { createPaymentAttempts } from './payment-attempts.ts'
import { createPaymentWaits } from './payment-waits.ts'
import { createPersonalDocuments } from './personal-documents.ts'
import { createPreferences } from './preferences.ts'
import { createReports } from './reports.ts'
import { createRequestKeys } from './request-keys.ts'
import { createSequences } from './sequences.ts'
import { createSecondFactors } from './second-factors.ts'
import { createSettings } from './settings.ts'
import { createSignInRules } from './sign-in-rules.ts'
import { createSlips } from './slips.ts'
import { createTaskFeed } from './task-feed.ts'
import { createPlacing } from './task-places.ts'
import { createTasks } from './tasks.ts'
import { createTransactions } from './transaction.ts'
import { createUploads } from './uploads.ts'

/**
 * Connects to MongoDB (a replica set: transactions need one) and makes the verbs of every collection.
 * @param outboxLease milliseconds after which another process takes over an outbox entry that was not acknowledged; longer than any
 * one command may take
 * @param now the program's clock, by which quiet hours run
 * @param documentsSecret keys the look-up of personal document stores; kept in the settings when none is given
 * @param secondFactorSecret seals the second factors of the staff; kept in the settings when none is given
 * @throws when no server answers within 10 s
 */
export async function openStore(
  uri: string, { outboxLease = 30_000, now = () => Temporal.Now.instant(), documentsSecret, secondFactorSecret }: { outboxLease?: number, now?: () => Temporal.Instant, documentsSecret?: string, secondFactorSecret?: string } = {},
) {
  const mongoose = new Mongoose()
  mongoose.set('transactionAsyncLocalStorage', true)
  mongoose.set('strictQuery', true)
  const connection = await mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: 10_000, writeConcern: { w: 'majority', journal: true }, autoIndex: false, autoCreate: false,
  }).asPromise()

  const transactions = createTransactions(connection)
  const events = createEvents(connection, transactions)
  const agencies = createAgencies(connection, { transactions, events, now })
  const outbox = createOutbox(connection, transactions, { lease: outboxLease, now })
  const clients = createClients(connection, { transactions, events })
  const figures = createFigures(connection, { transactions })
  const tasks = createTasks(connection, { agencies })
  const [follow, putInPlace] = [createFollowers({ clients, events, outbox }), createPlacing({ agencies, tasks })]
  const dossiers = createDossiers(connection, {
    transactions, events, agencies, figures,
    async follow(before, after, act, at) {
      await putInPlace(before, after, act)
      await follow(before, after, act, at)
    },
  })
  const sequences = createSequences(connection)
  const feeLedger = createFeeLedger(connection)
  const settings = createSettings(connection)
  const secretOf = (name: string) => settings.getOrMake(name, () => randomBytes(32).toString('hex'))
  const personalDocuments = createPersonalDocuments(connection, { secret: documentsSecret ?? await secretOf('documents-secret') })
  const citizenSessions = createCitizenSessions(connection)
  const holdings = createHoldings(connection)
  const store = {
    transactions,
    events,
    agencies,
    outbox,
    handledJobs: createHandledJobs(connection, transactions),
    dossiers,
    figures,
    ratings: createRatings(connection, { transactions, figures, secret: await settings.getOrMake('ratings-secret', () => randomBytes(32).toString('hex')) }),
    feeLedger,
    fees: createFees({ transactions, dossiers, outbox, sequences, ledger: feeLedger, waits: createPaymentWaits(connection) }),
    paymentAttempts: createPaymentAttempts(connection),
    enquiries: createEnquiries(connection, { transactions, events, agencies }),
    calendarChanges: createCalendarChanges(connection),
    audit: createAudit(connection, transactions),
    tasks,
    drafts: createDrafts(connection),
    handOverLists: createHandOverLists(connection, { agencies }),
    preferences: createPreferences(connection),
    slips: createSlips(connection, { agencies, sequences }),
    consultations: createConsultations(connection, { agencies }),
    consultationLinks: createConsultationLinks(connection),
    postings: createPostings(connection),
    notices: createNotices(connection, { agencies }),
    mailedFilings: createMailedFilings(connection),
    signingTroubles: createSigningTroubles(connection),
    bulkSignings: createBulkSignings(connection),
    receivedMails: createReceivedMails(connection, transactions),
    accounts: createAccounts(connection, { transactions, events }),
    participation: createParticipation(connection, { transactions, events }),
    absences: createAbsences(connection, { transactions, events }),
    secondFactors: createSecondFactors(connection, { transactions, events, secret: secondFactorSecret ?? await secretOf('second-factor-secret') }),
    signInRules: createSignInRules(connection, { transactions, events }),
    clients,
    accessTokens: createAccessTokens(connection),
    requestKeys: createRequestKeys(connection),
    bundles: createBundles(connection, { transactions, events }),
    diagramDrafts: createDiagramDrafts(connection, { transactions, events }),
    jobTypes: createJobTypes(connection),
    editions: createEditions(connection, { transactions, events }),
    reports: createReports(connection, { transactions, events, sequences }),
    sequences,
    settings,
    personalDocuments,
    citizenSessions,
    holdings,
    citizens: createCitizens(connection, { transactions, events, citizenSessions, holdings, personalDocuments }),
    oneTimeCodes: createOneTimeCodes(connection, { secret: await secretOf('codes-secret') }),
    files: createFiles(connection),
    uploads: createUploads(connection),
    taskFeed: createTaskFeed(connection),
  }

  // A transaction cannot make a collection and its indexes at once: make them before the first one.
  await Promise.all(Object.values(connection.models).map(async (model) => {
    await model.createCollection()
    await model.createIndexes()
  }))

  return {
    ...store,
    /** The driver's client, for the session store and the rate limits. */
    client: connection.getClient(),
    databaseName: connection.name,
    /** @throws when MongoDB does not answer */
    async checkHealth() { await connection.db?.admin().ping() },
    async close() {
      await store.taskFeed.close()
      await connection.close()
    },
  }
}

export type Store = Awaited<ReturnType<typeof openStore>>
