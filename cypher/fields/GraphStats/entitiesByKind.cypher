// Number of entities of each kind that occurs.
//
// yields: kindCount: MAP
// order: kindCount.count DESC, kindCount.kind ASC
// key: kindCount.kind
UNWIND [
  {kind: 'PERSON', count: COUNT { (:Person) }}, {kind: 'COMPANY', count: COUNT { (:Company) }},
  {kind: 'CONCEPT', count: COUNT { (:Concept) }}, {kind: 'PRODUCT', count: COUNT { (:Product) }},
  {kind: 'EVENT', count: COUNT { (:Event) }}
] AS kindCount
WITH kindCount
WHERE kindCount.count > 0
