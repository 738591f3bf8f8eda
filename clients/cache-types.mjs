// A plugin of graphql-codegen: writes what the normalized caches of Apollo Client, urql and Relay must know of the schema.
import { isAbstractType, isObjectType } from "graphql";

export function plugin(schema) {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const objects = types.filter((type) => isObjectType(type) && !roots.includes(type));
  const possibleTypes = Object.fromEntries(types.filter(isAbstractType).map((type) => [type.name, namesOf(schema.getPossibleTypes(type))]));
  // What a list has page by page is an object, and what `node` finds; the id of anything else is that of what it is about.
  const listed = objects.flatMap((type) => (type.name.endsWith("Connection") ? [nodeOf(type)] : []));
  const isValue = (type) => !type.getFields().id || !(listed.includes(type.name) || possibleTypes.Node.includes(type.name));
  return `/** The members of each union and interface: \`new InMemoryCache({ possibleTypes })\` of Apollo Client. */
export const possibleTypes: Record<string, string[]> = ${JSON.stringify(possibleTypes, null, 2)};

/** Types that are no objects but values of the answer in which they are. A cache must not key them by \`id\`, if they have one. */
export const valueTypes: string[] = ${JSON.stringify(namesOf(objects.filter(isValue)), null, 2)};
`;
}

const namesOf = (types) => types.map(({ name }) => name).sort();
const nodeOf = (connection) => String(connection.getFields().nodes?.type).replace(/[[\]!]/g, "");
