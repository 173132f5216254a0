import { EnvironmentProblem, type Env } from './env.ts'
import type { WireEnv } from './wire.ts'

/** @throws EnvironmentProblem when the environment does not say where Zeebe and MongoDB are */
export function requireServers(env: Env): WireEnv {
  const { ZEEBE_ADDRESS, MONGODB_URI } = env
  if (!ZEEBE_ADDRESS || !MONGODB_URI) throw new EnvironmentProblem('Set ZEEBE_ADDRESS and MONGODB_URI, or run everything with npm start.')
  return { ...env, ZEEBE_ADDRESS, MONGODB_URI }
}
