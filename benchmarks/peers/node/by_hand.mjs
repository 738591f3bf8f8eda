// A peer: GraphQL by hand on Node.js. The operation is compiled by graphql-jit once; one resolver runs the statement that is
// written for the page, and builds the objects.

import { createServer } from 'node:http'
import { buildSchema, parse, validate } from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import neo4j from 'neo4j-driver'
import { page } from './hand_page.mjs'
import { listen, openDriver, readText } from './peer.mjs'

const driver = openDriver({ disableLosslessIntegers: true })
const statement = readText('page.cypher')
const schema = buildSchema(readText('node/schema.graphql'))
schema.getQueryType().getFields().video.resolve = async (_, { by }) => {
  const session = driver.session({ database: 'neo4j', defaultAccessMode: neo4j.session.READ })
  try {
    const { records } = await session.run(statement, { id: by.id })
    return records.length ? page(records[0].get(0)) : null
  } finally {
    await session.close()
  }
}

const compiled = new Map()
function prepare(query) {
  let found = compiled.get(query)
  if (!found) {
    const document = parse(query)
    const errors = validate(schema, document)
    found = errors.length ? { query: () => ({ errors }), stringify: JSON.stringify } : compileQuery(schema, document)
    if (!errors.length && !isCompiledQuery(found)) throw new Error(JSON.stringify(found))
    compiled.set(query, found)
  }
  return found
}

listen(
  createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString())
    const operation = prepare(query)
    const body = Buffer.from(operation.stringify(await operation.query({}, {}, variables)))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
    response.end(body)
  }),
)
