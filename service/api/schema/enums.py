"""The enums of the API. The graph stores the names of values."""

from enum import Enum
from typing import Any

import strawberry

from service.domain.changes import CHANGE_KINDS
from service.domain.model import read_model


def _value(name: str, description: str) -> Any:
    return strawberry.enum_value(name, description=description)


def _type(name: str) -> Any:
    meaning = read_model().connections[name].meaning
    return _value(name, meaning[0].upper() + meaning[1:] + ".")


@strawberry.enum(description="What happened to the graph.")
class ChangeKind(Enum):
    TALK_IMPORTED = _value("TALK_IMPORTED", CHANGE_KINDS["TALK_IMPORTED"])
    TALK_CHANGED = _value("TALK_CHANGED", CHANGE_KINDS["TALK_CHANGED"])
    TALK_DELETED = _value("TALK_DELETED", CHANGE_KINDS["TALK_DELETED"])
    TALKS_KEPT = _value("TALKS_KEPT", CHANGE_KINDS["TALKS_KEPT"])
    ENTITIES_MERGED = _value("ENTITIES_MERGED", CHANGE_KINDS["ENTITIES_MERGED"])
    ENTITIES_SEPARATED = _value("ENTITIES_SEPARATED", CHANGE_KINDS["ENTITIES_SEPARATED"])
    ENTITY_CORRECTED = _value("ENTITY_CORRECTED", CHANGE_KINDS["ENTITY_CORRECTED"])
    EVIDENCE_REJECTED = _value("EVIDENCE_REJECTED", CHANGE_KINDS["EVIDENCE_REJECTED"])
    STATEMENT_ADDED = _value("STATEMENT_ADDED", CHANGE_KINDS["STATEMENT_ADDED"])
    TALK_CORRECTED = _value("TALK_CORRECTED", CHANGE_KINDS["TALK_CORRECTED"])
    DECISION_UNDONE = _value("DECISION_UNDONE", CHANGE_KINDS["DECISION_UNDONE"])
    DECISIONS_IMPORTED = _value("DECISIONS_IMPORTED", CHANGE_KINDS["DECISIONS_IMPORTED"])
    JOB_SUCCEEDED = _value("JOB_SUCCEEDED", CHANGE_KINDS["JOB_SUCCEEDED"])
    JOB_FAILED = _value("JOB_FAILED", CHANGE_KINDS["JOB_FAILED"])
    JOB_CANCELLED = _value("JOB_CANCELLED", CHANGE_KINDS["JOB_CANCELLED"])


@strawberry.enum(description="How far a job is.")
class JobState(Enum):
    QUEUED = _value("QUEUED", "It waits for its turn, or pauses after an attempt that failed.")
    RUNNING = _value("RUNNING", "A process works on it.")
    SUCCEEDED = _value("SUCCEEDED", "The video is in the graph.")
    FAILED = _value(
        "FAILED", "It is not tried again by itself: `failure` says why. `retryJob` tries it again."
    )
    CANCELLED = _value("CANCELLED", "Somebody cancelled it. Nothing of it is in the graph.")


@strawberry.enum(description="Why a job has failed.")
class JobFailureCode(Enum):
    SAME_WORDS = _value(
        "SAME_WORDS",
        "The graph has its words already, as another video. Import it again with `sameWords: REPLACE` or `KEEP_BOTH`.",
    )
    BAD_USER_INPUT = _value(
        "BAD_USER_INPUT", "The file, its address or another value of the input cannot be used."
    )
    CONFLICT = _value("CONFLICT", "The graph has something that contradicts the input.")
    NOT_FOUND = _value("NOT_FOUND", "An object of the input does not exist.")
    FORBIDDEN = _value("FORBIDDEN", "The client lacks a scope that it needs.")
    NOT_ALLOWED = _value("NOT_ALLOWED", "The service may not connect to the address.")
    TIMEOUT = _value("TIMEOUT", "It took longer than it may.")
    SETUP = _value("SETUP", "The service lacks something, or a budget is spent.")
    INTERNAL = _value("INTERNAL", "A fault of the service, or of its extractor, in each attempt.")


@strawberry.enum(description="What became of an imported video.")
class ImportOutcome(Enum):
    CREATED = _value("CREATED", "It is new.")
    CHANGED = _value("CHANGED", "The graph had another version of it.")
    UNCHANGED = _value("UNCHANGED", "The graph had the same version of it already.")
    PROPOSED = _value("PROPOSED", "It was extracted again, and waits for `acceptExtraction`.")


@strawberry.enum(
    description="What becomes of a new video if the graph has its words already, as another video."
)
class SameWords(Enum):
    REFUSE = _value("REFUSE", "The job fails. Its error names the other video.")
    REPLACE = _value("REPLACE", "It takes the place of the other video.")
    KEEP_BOTH = _value("KEEP_BOTH", "Both are kept.")


@strawberry.enum(description="Whether words were said as they are quoted.")
class QuoteStatus(Enum):
    VERBATIM = _value(
        "VERBATIM", "The words were said so. Punctuation, capitals, accents and filler words do not count."
    )
    ALTERED = _value(
        "ALTERED", "Something similar was said: another number, name, negation, order or other words."
    )
    ABSENT = _value("ABSENT", "Nothing like it was said.")
    WITHDRAWN = _value(
        "WITHDRAWN",
        "Only of a citation (`quote`): its video was deleted, or a person has rejected the quote as evidence.",
    )


@strawberry.enum(description="How a quote differs from what was said.")
class QuoteDifferenceKind(Enum):
    CHANGED = _value("CHANGED", "It has other words.")
    ADDED = _value("ADDED", "It has words that were not said.")
    LEFT_OUT = _value("LEFT_OUT", "It lacks words that were said.")
    MOVED = _value("MOVED", "It has the same words in another order.")


@strawberry.enum(description="What was decided.")
class DecisionKind(Enum):
    MERGE = _value("MERGE", "An entity is the same as another one, which has everything of it now.")
    SEPARATE = _value("SEPARATE", "Two entities are not the same.")
    KEEP_BOTH = _value("KEEP_BOTH", "Two videos with the same words are both kept.")
    RENAME = _value("RENAME", "The name that is shown for an entity.")
    KIND = _value("KIND", "The kind of an entity.")
    DROP = _value("DROP", "Something is no entity, and is left out.")
    DETACH = _value("DETACH", "A name does not stand for an entity.")
    DESCRIPTION = _value("DESCRIPTION", "The description of an entity.")
    URL = _value("URL", "The address of an entity.")
    WIKIDATA = _value("WIKIDATA", "The item of an entity in Wikidata.")
    ALIAS = _value("ALIAS", "A further name of an entity.")
    REJECT_EVIDENCE = _value("REJECT_EVIDENCE", "A quote does not support its relationship, and is left out.")
    UPDATE_VIDEO = _value("UPDATE_VIDEO", "The title, date, address, channel or speakers of a video.")
    ADD_STATEMENT = _value("ADD_STATEMENT", "A quote of a video supports a relationship.")
    EXTRACT_AGAIN = _value(
        "EXTRACT_AGAIN", "A video was extracted again. Its document before that is kept for some time."
    )
    DELETE_VIDEO = _value("DELETE_VIDEO", "A video was deleted. Its document is kept for some time.")


@strawberry.enum(description="Sort direction.")
class OrderDirection(Enum):
    ASC = _value("ASC", "Ascending: smallest, earliest or first letter first.")
    DESC = _value("DESC", "Descending: largest, latest or last letter first.")


@strawberry.enum(description="Direction of relationships, seen from the entity.")
class Direction(Enum):
    OUT = _value("OUT", "The entity is the source.")
    IN = _value("IN", "The entity is the target.")
    BOTH = _value("BOTH", "Either direction.")


@strawberry.enum(description="Where a search looks.")
class SearchScope(Enum):
    VIDEO = _value("VIDEO", "Titles and descriptions of videos.")
    ENTITY = _value("ENTITY", "Names and aliases of entities.")
    TOPIC = _value("TOPIC", "Names of topics.")
    CHAPTER = _value("CHAPTER", "Titles of chapters.")
    SUMMARY = _value("SUMMARY", "Paragraphs, headings and bullets of summaries.")
    TRANSCRIPT = _value("TRANSCRIPT", "What is said.")


@strawberry.enum(description="What can be suggested.")
class SuggestionKind(Enum):
    ENTITY = _value("ENTITY", "Entities, by their names and aliases.")
    TOPIC = _value("TOPIC", "Topics, by their names.")
    CHANNEL = _value("CHANNEL", "Channels, by their names.")
    VIDEO = _value("VIDEO", "Videos, by their titles.")


@strawberry.enum(
    description="Whose word a document is. Names of a higher authority come before any number of others."
)
class Authority(Enum):
    PERSON = _value("PERSON", "A person wrote it, or checked it.")
    LANGUAGE_MODEL = _value("LANGUAGE_MODEL", "A language model.")
    OFFLINE = _value(
        "OFFLINE", "The offline extraction, or an extractor whose authority is not known. The lowest."
    )


@strawberry.enum(
    description="Where a value of an entity is from: a decision, or the videos of the highest authority that give one."
)
class Origin(Enum):
    DECISION = _value("DECISION", "A person decided it in this graph.")
    PERSON = _value("PERSON", "A document that a person wrote or checked.")
    LANGUAGE_MODEL = _value("LANGUAGE_MODEL", "Documents of a language model.")
    LANGUAGE_MODEL_RECOGNIZED = _value(
        "LANGUAGE_MODEL_RECOGNIZED",
        "Documents of a language model, of words that were recognized in a recording.",
    )
    OFFLINE = _value("OFFLINE", "Documents of the offline extraction, or of unknown authority.")
    OFFLINE_RECOGNIZED = _value(
        "OFFLINE_RECOGNIZED", "The same, of words that were recognized in a recording."
    )


@strawberry.enum(description="Kind of an entity.")
class EntityKind(Enum):
    PERSON = _value("PERSON", "A human being.")
    COMPANY = _value("COMPANY", "A company, institute, team or other organization.")
    CONCEPT = _value("CONCEPT", "An idea, method, field or term.")
    PRODUCT = _value("PRODUCT", "Something made and named: software, model, device, book, language.")
    EVENT = _value("EVENT", "Something that happens once or repeatedly: a conference, an award, a launch.")


@strawberry.enum(
    description="Types of relationships, read from source to target. The list is closed, and each type allows certain kinds at its ends. The evidence has the source's own words."
)
class RelationshipType(Enum):
    WORKS_AT = _type("WORKS_AT")
    LEADS = _type("LEADS")
    LEFT = _type("LEFT")
    FOUNDED = _type("FOUNDED")
    CREATED = _type("CREATED")
    USES = _type("USES")
    PART_OF = _type("PART_OF")
    BASED_ON = _type("BASED_ON")
    COMPETES_WITH = _type("COMPETES_WITH")
    ACQUIRED = _type("ACQUIRED")
    INVESTED_IN = _type("INVESTED_IN")
    PARTICIPATED_IN = _type("PARTICIPATED_IN")
    SUPPORTS = _type("SUPPORTS")
    CRITICIZES = _type("CRITICIZES")
    INFLUENCED = _type("INFLUENCED")
    RELATED_TO = _type("RELATED_TO")
    MENTIONED_WITH = _type("MENTIONED_WITH")


@strawberry.enum(
    description="Which co-mentions a map contains. A co-mention (MENTIONED_WITH) means only that two names were said together."
)
class CoMentions(Enum):
    NONE = _value("NONE", "None.")
    STRONGEST = _value(
        "STRONGEST",
        "The two strongest of each entity of the map, and the strongest between parts of the map that would otherwise be separate. The strength is the normalized pointwise mutual information over segments, of the videos in `videos.any` or otherwise of all.",
    )
    ALL = _value("ALL", "All co-mentions between the entities of the map.")


@strawberry.enum(description="What videos can be sorted by.")
class VideoOrderField(Enum):
    PUBLISHED_ON = _value("PUBLISHED_ON", "Publication date; undated videos count as the oldest.")
    DURATION = _value("DURATION", "Duration; unknown durations count as 0.")
    TITLE = _value("TITLE", "Title, without case and accents.")
    ADDED_AT = _value("ADDED_AT", "Time of the first import.")


@strawberry.enum(description="What segments of several videos can be sorted by.")
class SegmentOrderField(Enum):
    PUBLISHED_ON = _value(
        "PUBLISHED_ON",
        "Publication date of its video; undated videos count as the oldest. Segments of one video are in playing order in both directions.",
    )


@strawberry.enum(description="What evidence can be sorted by.")
class EvidenceOrderField(Enum):
    SAID_ON = _value("SAID_ON", "Publication date of its video; undated videos count as the oldest.")


@strawberry.enum(description="What relationships can be sorted by.")
class RelationshipOrderField(Enum):
    LAST_SAID_ON = _value(
        "LAST_SAID_ON",
        "Date of its latest dated evidence. Relationships without dated evidence count as the oldest.",
    )
    FIRST_SAID_ON = _value(
        "FIRST_SAID_ON",
        "Date of its earliest dated evidence. Relationships without dated evidence count as the oldest.",
    )


@strawberry.enum(description="What entities can be sorted by.")
class EntityOrderField(Enum):
    MENTIONS = _value("MENTIONS", "Number of mentions in all videos.")
    VIDEOS = _value("VIDEOS", "Videos that feature it.")
    RELATIONSHIPS = _value("RELATIONSHIPS", "Number of stated relationships.")
    NAME = _value("NAME", "Name, without case and accents.")
    LAST_MENTIONED_ON = _value(
        "LAST_MENTIONED_ON", "Date of the latest dated video; entities without one count as the oldest."
    )


@strawberry.enum(description="What the entities of one video can be sorted by.")
class VideoEntityOrderField(Enum):
    SALIENCE = _value("SALIENCE", "How much the video is about it.")
    MENTIONS = _value("MENTIONS", "Number of mentions in this video.")
    FIRST_SECONDS = _value(
        "FIRST_SECONDS", "Second of the first mention; entities that are never named count as 0."
    )
    NAME = _value("NAME", "Name, without case and accents.")


@strawberry.enum(description="What a member of the schema is.")
class SchemaMemberKind(Enum):
    OBJECT = _value("OBJECT", "A type with fields.")
    INTERFACE = _value("INTERFACE", "Fields that several types have.")
    UNION = _value("UNION", "One of several types.")
    ENUM = _value("ENUM", "One of several values.")
    INPUT_OBJECT = _value("INPUT_OBJECT", "A type of arguments.")
    SCALAR = _value("SCALAR", "A value.")
    FIELD = _value("FIELD", "A field of a type or an interface.")
    ARGUMENT = _value("ARGUMENT", "An argument of a field.")
    INPUT_FIELD = _value("INPUT_FIELD", "A field of an input type.")
    ENUM_VALUE = _value("ENUM_VALUE", "A value of an enum.")


@strawberry.enum(description="A kind of operation.")
class OperationKind(Enum):
    QUERY = _value("QUERY", "Reads.")
    MUTATION = _value("MUTATION", "Changes the graph, then reads.")
    SUBSCRIPTION = _value("SUBSCRIPTION", "Reads again at each change.")


@strawberry.enum(description="What a client may do.")
class Scope(Enum):
    READ = _value("READ", "All queries.")
    INGEST = _value("INGEST", "Import and delete videos. Includes READ.")
    FETCH = _value("FETCH", "With INGEST: import from addresses, which the service fetches. Includes READ.")
    CURATE = _value("CURATE", "Correct the graph. Includes READ.")
    ADMIN = _value("ADMIN", "Everything.")


@strawberry.enum(description="How a client was identified.")
class ViewerKind(Enum):
    LOCAL = _value(
        "LOCAL",
        "A request without a key from the machine that the API runs on, if the API listens on loopback.",
    )
    PUBLIC = _value("PUBLIC", "A request without a key or token.")
    KEY = _value("KEY", "An API key.")
    TOKEN = _value("TOKEN", "A token (JWT) of an identity provider.")


@strawberry.enum(description="Whether an API key is valid.")
class ApiKeyState(Enum):
    ACTIVE = _value("ACTIVE", "It is valid.")
    EXPIRED = _value("EXPIRED", "Its time is over.")
    REVOKED = _value("REVOKED", "Somebody revoked it.")


@strawberry.enum(description="Whether changes are sent to a webhook.")
class WebhookState(Enum):
    ACTIVE = _value("ACTIVE", "They are.")
    FAILING = _value("FAILING", "The next change was sent without success, and is tried again.")
    STOPPED = _value("STOPPED", "It has failed for a day. `resumeWebhook` lets it go on.")


@strawberry.enum(description="Whether a followed feed is looked at.")
class FollowState(Enum):
    ACTIVE = _value("ACTIVE", "It is.")
    FAILING = _value(
        "FAILING",
        "The last look at it failed. It is tried again, after longer and longer pauses.",
    )
    STOPPED = _value("STOPPED", "Its server says that it is gone for good. `followFeed` begins again.")


@strawberry.enum(description="What is wrong, for programs.")
class ErrorCode(Enum):
    BAD_USER_INPUT = _value("BAD_USER_INPUT", "A value of the input cannot be used.")
    NOT_FOUND = _value("NOT_FOUND", "An object of the input does not exist.")
    CONFLICT = _value("CONFLICT", "The graph has something that contradicts the input.")
    FORBIDDEN = _value("FORBIDDEN", "The client has not the scope for this mutation.")
