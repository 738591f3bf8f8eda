// What the peers on Node.js share: the files, the driver, and how a peer says that it is ready.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'

export const readText = (name) => readFileSync(join(process.env.PEER_FILES, name), 'utf8')

export function openDriver(options = {}) {
  const { PEER_NEO4J_URI: uri, PEER_NEO4J_USER: user, PEER_NEO4J_PASSWORD: password } = process.env
  return neo4j.driver(uri, neo4j.auth.basic(user, password), options)
}

/** Listens on a free port of this machine. */
export function listen(server) {
  server.listen(0, '127.0.0.1', () => console.log(`ready on port ${server.address().port}`))
}
