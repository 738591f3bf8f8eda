// Sends one thing after the other, each with an outcome of its own.

// What would refuse every further thing as well: no server, no right, no room.
const FOR_ALL = new Set(["NO_ANSWER", "OFFLINE", "PROXY", "NOT_GRAPHQL", "GRAPH_UNAVAILABLE", "UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED"]);

/**
 * `{ accepted, refused, left, fault }`: how many were accepted, those that were refused by themselves with their `fault`, and what was not sent
 * any more because of `fault`. `send(thing, place)` sends one; that it was stopped is thrown.
 */
export async function sendEach(things, send) {
  const refused = [];
  for (const [place, thing] of things.entries()) {
    try {
      await send(thing, place);
    } catch (fault) {
      if (fault.name === "AbortError") throw fault;
      if (FOR_ALL.has(fault.code)) return { accepted: place - refused.length, refused, left: things.slice(place), fault };
      refused.push({ thing, fault });
    }
  }
  return { accepted: things.length - refused.length, refused, left: [], fault: null };
}
