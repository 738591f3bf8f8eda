"""Twenty questions to the schema, and the definition that a query for the answer needs."""

QUESTIONS: dict[str, tuple[str, int]] = {
    "quotes that support a relationship": ("Relationship.evidence", 4),
    "verify a quote": ("Query.verifyQuote", 1),
    "shortest path between two entities": ("Query.paths", 1),
    "when was an entity first mentioned": ("Entity.firstMentionedOn", 1),
    "talks of a channel": ("VideoWhere.channels", 3),
    "who speaks a segment": ("Segment.speaker", 2),
    "topics of a video": ("Video.topics", 1),
    "transcript of a talk": ("Video.transcript", 1),
    "search for words": ("Query.search", 1),
    "chapters": ("Video.chapters", 2),
    "summary bullets": ("SummarySection.bullets", 2),
    "decisions on an entity": ("Entity.decisions", 1),
    "date a talk was published": ("Video.publishedOn", 1),
    "aliases of an entity": ("Entity.aliases", 1),
    "changes since a cursor": ("Query.changes", 2),
    "job progress": ("Query.job", 1),
    "count of talks and entities": ("GraphStats.entityCount", 1),
    "map of entities around one": ("GraphWhere.around", 1),
    "entities a person says": ("Person.spokenEntities", 3),
    "limit per minute of the viewer": ("ViewerLimits.costPerMinute", 1),
}
"""Words → the definition that is needed, and the worst rank it may have."""
