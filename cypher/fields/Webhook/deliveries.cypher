// Its last attempts, the latest first.
//
// yields: delivery: MAP
// order: delivery.index ASC
// key: delivery.index
UNWIND range(0, size(coalesce(this.deliveries, [])) - 1) AS index
WITH index, split(this.deliveries[index], '\t') AS parts
WITH {
  index: index, at: parts[0], seq: parts[1], status: CASE WHEN parts[2] <> '' THEN toInteger(parts[2]) END, milliseconds: toInteger(parts[3]),
  attempt: toInteger(parts[4]), error: CASE WHEN parts[5] <> '' THEN parts[5] END
} AS delivery
