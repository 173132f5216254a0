import { createHash } from 'node:crypto'
import { printPaper } from '../../../config/print/printer.ts'
import { slipPaper } from '../../../processes/papers/slip-paper.ts'
import { samples } from './samples.ts'

/** Prints the SHA-256 of every sample's PDF, made in a process of its own. */
const digests = await Promise.all(Object.values(samples).map(async (slip) => [slip.kind, createHash('sha256').update(await printPaper(slipPaper(slip))).digest('hex')]))
process.stdout.write(JSON.stringify(Object.fromEntries(digests)))
