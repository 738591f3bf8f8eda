// A peer: @neo4j/graphql over the graph, with yoga or Apollo in front (`node neo4j_graphql.mjs yoga`), and with the response cache of
// either (`node neo4j_graphql.mjs yoga cached`).

import { createServer } from 'node:http'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl'
import apolloCache from '@apollo/server-plugin-response-cache'
import { startStandaloneServer } from '@apollo/server/standalone'
import { useResponseCache } from '@graphql-yoga/plugin-response-cache'
import { Neo4jGraphQL } from '@neo4j/graphql'
import { createYoga } from 'graphql-yoga'
import { listen, openDriver, readText } from './peer.mjs'

const [front, cached] = process.argv.slice(2)
const driver = openDriver()
const schema = await new Neo4jGraphQL({ typeDefs: readText('node/type_definitions.graphql'), driver }).getSchema()
const context = () => ({ sessionConfig: { database: 'neo4j' } })

if (front === 'yoga') {
  const plugins = cached ? [useResponseCache({ session: () => null })] : []
  listen(createServer(createYoga({ schema, context, plugins, logging: 'warn', graphiql: false, landingPage: false })))
} else if (front === 'apollo') {
  // Its guide caches everything for 5 seconds.
  const plugins = cached ? [ApolloServerPluginCacheControl({ defaultMaxAge: 5 }), apolloCache()] : []
  const server = new ApolloServer({ schema, plugins })
  const options = { listen: { port: 0, host: '127.0.0.1' }, context: async () => context() }
  const { url } = await startStandaloneServer(server, options)
  console.log(`ready on port ${new URL(url).port}`)
} else {
  throw new Error(`The first argument is yoga or apollo, not ${front}.`)
}
