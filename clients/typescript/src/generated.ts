/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What happened to the graph. */
export type ChangeKind =
  /** Decisions of another graph were imported, from a file or with a talk. */
  | 'DECISIONS_IMPORTED'
  /** A decision was undone. */
  | 'DECISION_UNDONE'
  /** A person merged entities. The first is the remaining one. */
  | 'ENTITIES_MERGED'
  /** A person decided that entities are not the same. If one had been merged, it has its names back. */
  | 'ENTITIES_SEPARATED'
  /** A person corrected an entity: its name or kind, dropped it, or detached a name. */
  | 'ENTITY_CORRECTED'
  /** A person rejected a quote of a talk. */
  | 'EVIDENCE_REJECTED'
  /** A job was cancelled. */
  | 'JOB_CANCELLED'
  /** A job has failed, and is not tried again by itself. */
  | 'JOB_FAILED'
  /** A job has imported its talk, or the graph had it already. */
  | 'JOB_SUCCEEDED'
  /** A person added a connection with its quote to a talk. */
  | 'STATEMENT_ADDED'
  /** A person decided that talks with the same words are all kept. */
  | 'TALKS_KEPT'
  /** A talk was imported again or extracted again with other content, or its names were resolved again. */
  | 'TALK_CHANGED'
  /** A person corrected data of a talk: its title, date, address, channel or speakers. */
  | 'TALK_CORRECTED'
  /** A talk was deleted, or replaced by another one. */
  | 'TALK_DELETED'
  /** A talk was imported that the graph did not have. */
  | 'TALK_IMPORTED';

/** Conditions on changes. All given keys must match. */
export type ChangeWhere = {
  /** One of these decisions was made or undone. */
  decision?: Array<string | number> | null | undefined;
  /** It is about one of these entities. An id that was merged into another one finds the changes that name it. */
  entity?: Array<string | number> | null | undefined;
  /** Kind is one of these. */
  kind?: Array<ChangeKind> | null | undefined;
  /** It is about one of these videos. */
  video?: Array<string | number> | null | undefined;
};

/** Which co-mentions a map contains. A co-mention (MENTIONED_WITH) means only that two names were said together. */
export type CoMentions =
  /** All co-mentions between the entities of the map. */
  | 'ALL'
  /** None. */
  | 'NONE'
  /** The two strongest of each entity of the map, and the strongest between parts of the map that would otherwise be separate. The strength is the normalized pointwise mutual information over segments, of the videos in `videos.any` or otherwise of all. */
  | 'STRONGEST';

/** A range of dates. The end is excluded. */
export type DateRange = {
  /** On or after this date. */
  gte?: string | null | undefined;
  /** Before this date. */
  lt?: string | null | undefined;
};

/** What was decided. */
export type DecisionKind =
  /** A quote of a video supports a relationship. */
  | 'ADD_STATEMENT'
  /** A further name of an entity. */
  | 'ALIAS'
  /** A video was deleted. Its document is kept for some time. */
  | 'DELETE_VIDEO'
  /** The description of an entity. */
  | 'DESCRIPTION'
  /** A name does not stand for an entity. */
  | 'DETACH'
  /** Something is no entity, and is left out. */
  | 'DROP'
  /** A video was extracted again. Its document before that is kept for some time. */
  | 'EXTRACT_AGAIN'
  /** Two videos with the same words are both kept. */
  | 'KEEP_BOTH'
  /** The kind of an entity. */
  | 'KIND'
  /** An entity is the same as another one, which has everything of it now. */
  | 'MERGE'
  /** A quote does not support its relationship, and is left out. */
  | 'REJECT_EVIDENCE'
  /** The name that is shown for an entity. */
  | 'RENAME'
  /** Two entities are not the same. */
  | 'SEPARATE'
  /** The title, date, address, channel or speakers of a video. */
  | 'UPDATE_VIDEO'
  /** The address of an entity. */
  | 'URL';

/** A video to delete. */
export type DeleteVideoInput = {
  /** Only says what would be deleted. */
  dryRun?: boolean;
  /** A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within 7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** Deletes it only if this is its revision; otherwise the result is a Conflict. */
  ifRevision?: number | null | undefined;
  /** Id, slug or address of the video. */
  video: string | number;
};

/** Direction of relationships, seen from the entity. */
export type Direction =
  /** Either direction. */
  | 'BOTH'
  /** The entity is the target. */
  | 'IN'
  /** The entity is the source. */
  | 'OUT';

/** Kind of an entity. */
export type EntityKind =
  /** A company, institute, team or other organization. */
  | 'COMPANY'
  /** An idea, method, field or term. */
  | 'CONCEPT'
  /** Something that happens once or repeatedly: a conference, an award, a launch. */
  | 'EVENT'
  /** A human being. */
  | 'PERSON'
  /** Something made and named: software, model, device, book, language. */
  | 'PRODUCT';

/** Selects an entity; give exactly one key. */
export type EntityLookup =
  {   /** The entity's id. */
  id: string | number; name?: never; slug?: never; }
  |  { id?: never;   /** A name or alias, in any case, with or without accents. */
  name: string; slug?: never; }
  |  { id?: never; name?: never;   /** The entity's slug. */
  slug: string; };

/** One sort key for entities. */
export type EntityOrder = {
  /** Sort direction. Default: ascending for NAME, descending for all others. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: EntityOrderField;
};

/** What entities can be sorted by. */
export type EntityOrderField =
  /** Date of the latest dated video; entities without one count as the oldest. */
  | 'LAST_MENTIONED_ON'
  /** Number of mentions in all videos. */
  | 'MENTIONS'
  /** Name, without case and accents. */
  | 'NAME'
  /** Number of stated relationships. */
  | 'RELATIONSHIPS'
  /** Videos that feature it. */
  | 'VIDEOS';

/** An entity, and the revision that was read of it. */
export type EntityRevisionInput = {
  /** Id or slug of the entity. */
  entity: string | number;
  /** Its revision. */
  revision: number;
};

/** Conditions on entities. All given keys must match. */
export type EntityWhere = {
  /** All of these match. */
  and?: Array<EntityWhere> | null | undefined;
  /** Channels of videos that feature it. */
  channels?: IdFilter | null | undefined;
  /** Kind is one of these. */
  kind?: Array<EntityKind> | null | undefined;
  /** A video published in this range features it. */
  mentionedOn?: DateRange | null | undefined;
  /** At least this many mentions in all videos. */
  minMentions?: number | null | undefined;
  /** Its name or one of its aliases. */
  name?: StringFilter | null | undefined;
  /** This does not match. A condition on a missing value does not match. */
  not?: EntityWhere | null | undefined;
  /** At least one of these matches. An empty list matches nothing. */
  or?: Array<EntityWhere> | null | undefined;
  /** Topics whose segments mention it. */
  topics?: IdFilter | null | undefined;
  /** Videos that feature it. */
  videos?: IdFilter | null | undefined;
};

/** What is wrong, for programs. */
export type ErrorCode =
  /** A value of the input cannot be used. */
  | 'BAD_USER_INPUT'
  /** The graph has something that contradicts the input. */
  | 'CONFLICT'
  /** The client has not the scope for this mutation. */
  | 'FORBIDDEN'
  /** An object of the input does not exist. */
  | 'NOT_FOUND';

/** One sort key for evidence. */
export type EvidenceOrder = {
  /** Sort direction. Default: descending. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: EvidenceOrderField;
};

/** What evidence can be sorted by. */
export type EvidenceOrderField =
  /** Publication date of its video; undated videos count as the oldest. */
  | 'SAID_ON';

/** Conditions on evidence. All given keys must match. */
export type EvidenceWhere = {
  /** Channels that published its video. */
  channels?: IdFilter | null | undefined;
  /** At least one end has one of these kinds. */
  eitherKind?: Array<EntityKind> | null | undefined;
  /** In the root list `evidence`, includes MENTIONED_WITH, which means only that two names were said together. The evidence of one relationship is always complete. */
  includeCoMentions?: boolean;
  /** Both ends of the relationship have one of these kinds. */
  kind?: Array<EntityKind> | null | undefined;
  /** At least this confidence. Evidence without a confidence matches. */
  minConfidence?: number | null | undefined;
  /** `true`: only evidence about the past; `false`: only other evidence. */
  past?: boolean | null | undefined;
  /** Publication date of its video. Evidence in an undated video does not match. */
  saidOn?: DateRange | null | undefined;
  /** The source has one of these kinds. In symmetric types either end can be the source. */
  sourceKind?: Array<EntityKind> | null | undefined;
  /** Persons who say it. */
  speakers?: IdFilter | null | undefined;
  /** The target has one of these kinds. In symmetric types either end can be the target. */
  targetKind?: Array<EntityKind> | null | undefined;
  /** Topics of the segments in which it is said. */
  topics?: IdFilter | null | undefined;
  /** The relationship has one of these types. MENTIONED_WITH is included if listed here. */
  type?: Array<RelationshipType> | null | undefined;
  /** The videos in which it is said. */
  videos?: IdFilter | null | undefined;
  /** Who says it: ids of speakers, each in one video. */
  voices?: IdFilter | null | undefined;
};

/** A range of numbers. The end is excluded. */
export type FloatRange = {
  /** Greater than or equal to this. */
  gte?: number | null | undefined;
  /** Less than this. */
  lt?: number | null | undefined;
};

/** Selects the part of the graph. All given keys must match. */
export type GraphWhere = {
  /** Starts from these entities: at most 50, or 300 with `hops: 0`. Default: the most mentioned entities that match the other keys. */
  around?: Array<string | number> | null | undefined;
  /** Which co-mentions (MENTIONED_WITH) become links. Default: all if `relationship` allows them, otherwise none. The walk from `around` follows `relationship` in both cases. */
  coMentions?: CoMentions | null | undefined;
  /** Greatest distance from `around`: 0 to 3 relationships. */
  hops?: number;
  /** Entities of one of these kinds. */
  kind?: Array<EntityKind> | null | undefined;
  /** Conditions on the relationships that become links. */
  relationship?: WalkWhere | null | undefined;
  /** Entities mentioned in segments about these topics. */
  topics?: IdFilter | null | undefined;
  /** Entities that these videos feature. Without `around`, the ends of what is stated in them are selected first, then the most salient. */
  videos?: IdFilter | null | undefined;
};

/** Matches by ids of related objects; at most 100 for each key. All given keys must match. */
export type IdFilter = {
  /** Related to every one of these. */
  all?: Array<string | number> | null | undefined;
  /** Related to at least one of these. An empty list matches nothing. */
  any?: Array<string | number> | null | undefined;
  /** Related to none of these. */
  none?: Array<string | number> | null | undefined;
};

/** What became of an imported video. */
export type ImportOutcome =
  /** The graph had another version of it. */
  | 'CHANGED'
  /** It is new. */
  | 'CREATED'
  /** It was extracted again, and waits for `acceptExtraction`. */
  | 'PROPOSED'
  /** The graph had the same version of it already. */
  | 'UNCHANGED';

/** A talk to import. */
export type ImportTalkInput = {
  /** True for one of many talks: it is imported after those for which somebody waits. */
  background?: boolean;
  /** Name of an installed extractor. Default: `offline`. */
  extractor?: string | null | undefined;
  /** A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within 7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** What is known of the talk. It overrides what the file says. */
  metadata?: TalkMetadataInput | null | undefined;
  /** What becomes of a new talk if the graph has its words already, as another talk. */
  sameWords?: SameWords;
  /** What to import. */
  source: TalkSourceInput;
  /** Seconds to wait for the end of the job, at most 30. */
  waitSeconds?: number;
};

/** How far a job is. */
export type JobState =
  /** Somebody cancelled it. Nothing of it is in the graph. */
  | 'CANCELLED'
  /** It is not tried again by itself: `error` says why. `retryJob` tries it again. */
  | 'FAILED'
  /** It waits for its turn, or pauses after an attempt that failed. */
  | 'QUEUED'
  /** A process works on it. */
  | 'RUNNING'
  /** The talk is in the graph. */
  | 'SUCCEEDED';

/** Entities that are the same. */
export type MergeEntitiesInput = {
  /** Only says what would change. */
  dryRun?: boolean;
  /** A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within 7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** Revisions of entities of this decision, as they were read. If one of them is another one now, the result is a Conflict. */
  ifRevisions?: Array<EntityRevisionInput> | null | undefined;
  /** Id or slug of the entity that remains. */
  keep: string | number;
  /** Kind of the remaining entity. Required if they are of several kinds. */
  kind?: EntityKind | null | undefined;
  /** Ids or slugs of the entities that are merged into it, at most 100. */
  merge: Array<string | number>;
  /** Why, for the list of decisions. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** Sort direction. */
export type OrderDirection =
  /** Ascending: smallest, earliest or first letter first. */
  | 'ASC'
  /** Descending: largest, latest or last letter first. */
  | 'DESC';

/** Selects a quote. */
export type QuoteLookup =
  {   /** Its address, as `permalink` gives it, with or without the address of the service. */
  permalink: string; };

/** Whether words were said as they are quoted. */
export type QuoteStatus =
  /** Nothing like it was said. */
  | 'ABSENT'
  /** Something similar was said: another number, name, negation, order or other words. */
  | 'ALTERED'
  /** The words were said so. Punctuation, capitals, accents and filler words do not count. */
  | 'VERBATIM'
  /** Only of a citation (`quote`): its video was deleted, or a person has rejected the quote as evidence. */
  | 'WITHDRAWN';

/** A quote that does not support its relationship. */
export type RejectEvidenceInput = {
  /** Only says what would go. */
  dryRun?: boolean;
  /** Id of the evidence. */
  evidence: string | number;
  /** A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within 7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** Why, for the list of decisions. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** One sort key for relationships. */
export type RelationshipOrder = {
  /** Sort direction. Default: descending. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: RelationshipOrderField;
};

/** What relationships can be sorted by. */
export type RelationshipOrderField =
  /** Date of its earliest dated evidence. Relationships without dated evidence count as the oldest. */
  | 'FIRST_SAID_ON'
  /** Date of its latest dated evidence. Relationships without dated evidence count as the oldest. */
  | 'LAST_SAID_ON';

/** Types of relationships, read from source to target. The list is closed, and each type allows certain kinds at its ends. The evidence has the source's own words. */
export type RelationshipType =
  /** Bought, owns. */
  | 'ACQUIRED'
  /** Derives from, builds on, implements, fork of. */
  | 'BASED_ON'
  /** Rival of, alternative to. */
  | 'COMPETES_WITH'
  /** Made, wrote, invented, proposed, released. */
  | 'CREATED'
  /** Argues against, opposes, doubts. */
  | 'CRITICIZES'
  /** Founded or co-founded. */
  | 'FOUNDED'
  /** Caused, led to, inspired, enabled. */
  | 'INFLUENCED'
  /** Funds, backs with money, donated to. */
  | 'INVESTED_IN'
  /** Runs, heads, chairs, directs. */
  | 'LEADS'
  /** Resigned, was dismissed, departed. */
  | 'LEFT'
  /** Two names said close together, without a statement about the two. */
  | 'MENTIONED_WITH'
  /** Attended, spoke at, was awarded, took part in. */
  | 'PARTICIPATED_IN'
  /** Division, component, kind or member of. */
  | 'PART_OF'
  /** A stated connection that fits none of the above; the label has the source's words. */
  | 'RELATED_TO'
  /** Advocates, argues for, endorses. */
  | 'SUPPORTS'
  /** Uses, runs on, relies on, is trained on. */
  | 'USES'
  /** Employed by, member of, affiliated with; former employment is included, with `past`. */
  | 'WORKS_AT';

/** Conditions on relationships. All given keys must match. */
export type RelationshipWhere = {
  /** Channels of videos with evidence for it. */
  channels?: IdFilter | null | undefined;
  /** At least one end has one of these kinds. */
  eitherKind?: Array<EntityKind> | null | undefined;
  /** Date of its earliest dated evidence, when it was new. Relationships without dated evidence do not match. */
  firstSaidOn?: DateRange | null | undefined;
  /** Includes MENTIONED_WITH, which means only that two names were said together. */
  includeCoMentions?: boolean;
  /** Both ends have one of these kinds. */
  kind?: Array<EntityKind> | null | undefined;
  /** Relationships with at least this many quotes. */
  minEvidence?: number | null | undefined;
  /** `true`: only relationships that are past, as `Relationship.past` says; `false`: only others. */
  past?: boolean | null | undefined;
  /** The range from its first to its last evidence overlaps this range. */
  saidOn?: DateRange | null | undefined;
  /** The source has one of these kinds. In symmetric types either end can be the source. */
  sourceKind?: Array<EntityKind> | null | undefined;
  /** Persons who say some evidence for it. */
  speakers?: IdFilter | null | undefined;
  /** The target has one of these kinds. In symmetric types either end can be the target. */
  targetKind?: Array<EntityKind> | null | undefined;
  /** Topics of segments with evidence for it. */
  topics?: IdFilter | null | undefined;
  /** Type is one of these. MENTIONED_WITH is included if listed here. */
  type?: Array<RelationshipType> | null | undefined;
  /** Videos with evidence for it. */
  videos?: IdFilter | null | undefined;
  /** Speakers who say some evidence for it. */
  voices?: IdFilter | null | undefined;
};

/** What becomes of a new talk if the graph has its words already, as another talk. */
export type SameWords =
  /** Both are kept. */
  | 'KEEP_BOTH'
  /** The job fails. Its error names the other talk. */
  | 'REFUSE'
  /** It takes the place of the other talk. */
  | 'REPLACE';

/** What a client may do. */
export type Scope =
  /** Everything. */
  | 'ADMIN'
  /** Correct the graph. Includes READ. */
  | 'CURATE'
  /** Import and delete talks. Includes READ. */
  | 'INGEST'
  /** All queries. */
  | 'READ';

/** Conditions on the place of a hit. All given keys must match. For a transcript segment, the speaker and the topics are its own. For a chapter, a part of a summary and a video, they are those of the video. An entity is found if one segment that mentions it meets all conditions; a topic, if one segment about it does. Without conditions on speakers and topics, a video that features the entity or discusses the topic is enough. */
export type SearchWhere = {
  /** Channel of that video. */
  channels?: IdFilter | null | undefined;
  /** Publication date of the video. Undated videos do not match. */
  publishedOn?: DateRange | null | undefined;
  /** Persons who speak there. */
  speakers?: IdFilter | null | undefined;
  /** Topics discussed there. */
  topics?: IdFilter | null | undefined;
  /** The video that it is in. */
  videos?: IdFilter | null | undefined;
};

/** Conditions on transcript segments. All given keys must match. */
export type SegmentWhere = {
  /** All of these match. */
  and?: Array<SegmentWhere> | null | undefined;
  /** Channels that published its video. */
  channels?: IdFilter | null | undefined;
  /** Entities that the segment mentions. */
  entities?: IdFilter | null | undefined;
  /** This does not match. A condition on a missing value does not match. */
  not?: SegmentWhere | null | undefined;
  /** At least one of these matches. An empty list matches nothing. */
  or?: Array<SegmentWhere> | null | undefined;
  /** Publication date of its video. A segment of an undated video does not match. */
  publishedOn?: DateRange | null | undefined;
  /** Persons who speak it. */
  speakers?: IdFilter | null | undefined;
  /** Its start in the video. */
  startSeconds?: FloatRange | null | undefined;
  /** The words. */
  text?: StringFilter | null | undefined;
  /** Topics of the segment. */
  topics?: IdFilter | null | undefined;
  /** The videos in which it is said. */
  videos?: IdFilter | null | undefined;
  /** Who speaks it: ids of speakers, each in one video. */
  voices?: IdFilter | null | undefined;
};

/** The name of a speaker. */
export type SpeakerNameInput = {
  /** What the file calls the speaker. By default all words without a speaker are meant. */
  label?: string;
  /** Name of the speaker. */
  name: string;
};

/** Conditions on text, ignoring case and accents. All given keys must match. */
export type StringFilter = {
  /** Contains this. */
  contains?: string | null | undefined;
  /** Equal to this. */
  eq?: string | null | undefined;
  /** Equal to one of these. */
  in?: Array<string> | null | undefined;
  /** Begins with this. */
  startsWith?: string | null | undefined;
};

/** What is known of a talk. It overrides what the file says. */
export type TalkMetadataInput = {
  /** Name of the channel that published it. */
  channel?: string | null | undefined;
  /** The talk's own id. By default it follows from the address, or else from the title and the words. */
  id?: string | null | undefined;
  /** Language of the transcript, such as `en`. By default it is detected. */
  language?: string | null | undefined;
  /** Address of the talk's audio or video file, for the page's player. */
  media?: string | null | undefined;
  /** When it was published. */
  publishedOn?: string | null | undefined;
  /** Names of speakers, at most 100. */
  speakers?: Array<SpeakerNameInput> | null | undefined;
  /** Title of the talk. */
  title?: string | null | undefined;
  /** Address of the talk. */
  url?: string | null | undefined;
};

/** What to import; give exactly one key. */
export type TalkSourceInput =
  {   /** A VideoDocument, as a JSON object. It is not extracted. */
  document: unknown; text?: never; upload?: never; }
  |  { document?: never;   /** A file that is text. */
  text: TextSourceInput; upload?: never; }
  |  { document?: never; text?: never;   /** A file that was uploaded before. */
  upload: UploadSourceInput; };

/** A file that is text. */
export type TextSourceInput = {
  /** The whole file: captions, a transcript, or any other format that `videograph ingest` reads. The format is detected from it. */
  content: string;
  /** What the file is called, with its ending, such as talk.vtt. A title and a language may follow from it. */
  name: string;
};

/** Decisions to undo: all of them or none. */
export type UndoInput = {
  /** Ids of one to 100 decisions, in any order, such as those in the result of the mutation that made them. */
  decisions: Array<string | number>;
  /** Only says what would change. */
  dryRun?: boolean;
  /** A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within 7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict. */
  idempotencyKey?: string | null | undefined;
};

/** What to correct of an entity; give at least one value. `null` removes the description or the address. */
export type UpdateEntityInput = {
  /** Names to add to those that it has. Searches and later imports find it by them. */
  aliases?: Array<string> | null | undefined;
  /** What it is, in words, at most 2,000 characters. */
  description?: string | null | undefined;
  /** Only says what would change. */
  dryRun?: boolean;
  /** Id or slug of the entity. */
  entity: string | number;
  /** A text that this client uses for no other change, at most 200 characters. If the same input is sent again with it within 7 days, nothing is changed, and the first result is returned. With another input the result is a Conflict. */
  idempotencyKey?: string | null | undefined;
  /** Changes it only if this is its revision; otherwise the result is a Conflict. */
  ifRevision?: number | null | undefined;
  /** What it is. */
  kind?: EntityKind | null | undefined;
  /** The name to show, at most 200 characters. Its other names stay aliases. */
  name?: string | null | undefined;
  /** Why, for the list of decisions. At most 1,000 characters. */
  reason?: string | null | undefined;
  /** Names that were added with `aliases`: the decisions on them are undone. `detachName` removes a name that talks use. */
  removeAliases?: Array<string> | null | undefined;
  /** Its address, at most 2,000 characters. */
  url?: string | null | undefined;
};

/** A file that this client has sent by `PUT /uploads`. It is kept until the job has ended. */
export type UploadSourceInput = {
  /** Ids of uploaded files with facts or chapters of the talk. Beside `talk.vtt`, their names are `talk.video.json`, `talk.chapters.json` and yt-dlp's `talk.info.json`. */
  companions?: Array<string | number> | null | undefined;
  /** The `id` in the answer of the upload. */
  id: string | number;
};

/** Selects a video; give exactly one key. */
export type VideoLookup =
  {   /** The video's id. */
  id: string | number; slug?: never; url?: never; }
  |  { id?: never;   /** The video's slug. */
  slug: string; url?: never; }
  |  { id?: never; slug?: never;   /** The video's address. */
  url: string; };

/** One sort key for videos. */
export type VideoOrder = {
  /** Sort direction. Default: ascending for TITLE, descending for all others. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: VideoOrderField;
};

/** What videos can be sorted by. */
export type VideoOrderField =
  /** Time of the first import. */
  | 'ADDED_AT'
  /** Duration; unknown durations count as 0. */
  | 'DURATION'
  /** Publication date; undated videos count as the oldest. */
  | 'PUBLISHED_ON'
  /** Title, without case and accents. */
  | 'TITLE';

/** Conditions on videos. All given keys must match. */
export type VideoWhere = {
  /** All of these match. */
  and?: Array<VideoWhere> | null | undefined;
  /** Channels that published it. */
  channels?: IdFilter | null | undefined;
  /** Its duration. */
  durationSeconds?: FloatRange | null | undefined;
  /** Entities that it features. */
  entities?: IdFilter | null | undefined;
  /** Its language tag. Videos without one do not match. */
  language?: StringFilter | null | undefined;
  /** This does not match. A condition on a missing value does not match. */
  not?: VideoWhere | null | undefined;
  /** At least one of these matches. An empty list matches nothing. */
  or?: Array<VideoWhere> | null | undefined;
  /** Its publication date. Undated videos do not match. */
  publishedOn?: DateRange | null | undefined;
  /** Persons who speak in it. */
  speakers?: IdFilter | null | undefined;
  /** Its title. */
  title?: StringFilter | null | undefined;
  /** Topics that it discusses. */
  topics?: IdFilter | null | undefined;
};

/** How a client was identified. */
export type ViewerKind =
  /** An API key. */
  | 'KEY'
  /** A request without a key from the machine that the API runs on, if the API listens on loopback. */
  | 'LOCAL'
  /** A request without a key or token. */
  | 'PUBLIC'
  /** A token (JWT) of an identity provider. */
  | 'TOKEN';

/** Conditions on the relationships and entities of a walk. All given keys must match. */
export type WalkWhere = {
  /** The walk also follows MENTIONED_WITH. Default: false, because it connects nearly everything. */
  includeCoMentions?: boolean;
  /** Entities of one of these kinds. The ends of a path may have any kind. */
  kind?: Array<EntityKind> | null | undefined;
  /** Relationships with at least this many quotes. */
  minEvidence?: number | null | undefined;
  /** `true`: only relationships that are past, as `Relationship.past` says; `false`: only others. */
  past?: boolean | null | undefined;
  /** Relationships whose range from first to last evidence overlaps this range. */
  saidOn?: DateRange | null | undefined;
  /** Relationships of one of these types. MENTIONED_WITH is included if listed here. */
  type?: Array<RelationshipType> | null | undefined;
};

export type TalkFieldsFragment = { id: string, slug: string, revision: number, title: string, url: string | null, publishedOn: string | null, durationSeconds: number | null, language: string | null, channel: { name: string } | null };

type EntityFields_Company_Fragment = { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null };

type EntityFields_Concept_Fragment = { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null };

type EntityFields_Event_Fragment = { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null };

type EntityFields_Person_Fragment = { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null };

type EntityFields_Product_Fragment = { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null };

export type EntityFieldsFragment =
  | EntityFields_Company_Fragment
  | EntityFields_Concept_Fragment
  | EntityFields_Event_Fragment
  | EntityFields_Person_Fragment
  | EntityFields_Product_Fragment
;

type EndFields_Company_Fragment = { id: string, slug: string, name: string, kind: EntityKind };

type EndFields_Concept_Fragment = { id: string, slug: string, name: string, kind: EntityKind };

type EndFields_Event_Fragment = { id: string, slug: string, name: string, kind: EntityKind };

type EndFields_Person_Fragment = { id: string, slug: string, name: string, kind: EntityKind };

type EndFields_Product_Fragment = { id: string, slug: string, name: string, kind: EntityKind };

export type EndFieldsFragment =
  | EndFields_Company_Fragment
  | EndFields_Concept_Fragment
  | EndFields_Event_Fragment
  | EndFields_Person_Fragment
  | EndFields_Product_Fragment
;

export type ConnectionFieldsFragment = { id: string, type: RelationshipType, past: boolean, weight: number, evidenceCount: number, videoCount: number, firstSaidOn: string | null, lastSaidOn: string | null, source:
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
  , target:
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
    | { id: string, slug: string, name: string, kind: EntityKind }
   };

export type QuoteFieldsFragment = { id: string, quote: string, label: string, past: boolean, confidence: number | null, extractor: string, startSeconds: number, endSeconds: number, url: string | null, permalink: string, speaker: { label: string, person: { name: string } | null } | null, video: { id: string, slug: string, title: string, publishedOn: string | null } };

export type SegmentFieldsFragment = { id: string, index: number, text: string, startSeconds: number, endSeconds: number, url: string | null, speaker: { label: string, person: { name: string } | null } | null };

export type PlaceFieldsFragment = { status: QuoteStatus, quote: string, likeness: number, startSeconds: number, url: string | null, permalink: string, differences: Array<{ quoted: string, said: string }>, speaker: { label: string, person: { name: string } | null } | null, video: { id: string, slug: string, title: string, publishedOn: string | null } };

export type ChangeFieldsFragment = { seq: string, at: string, kind: ChangeKind, videoIds: Array<string>, entityIds: Array<string>, decisionIds: Array<string>, jobId: string | null };

export type JobFieldsFragment = { id: string, name: string, state: JobState, stage: string | null, done: number, total: number, error: string | null, report: { outcome: ImportOutcome, notes: Array<string> } | null, result: { id: string, slug: string, revision: number, title: string, url: string | null, publishedOn: string | null, durationSeconds: number | null, language: string | null, channel: { name: string } | null } | null };

export type PageFieldsFragment = { hasNextPage: boolean, endCursor: string | null };

export type DecisionFieldsFragment = { id: string, kind: DecisionKind, at: string, by: string | null, reason: string | null, detail: string | null };

export type TalksQueryVariables = Exact<{
  where?: VideoWhere | null | undefined;
  orderBy?: Array<VideoOrder> | VideoOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TalksQuery = { videos: { nodes: Array<{ id: string, slug: string, revision: number, title: string, url: string | null, publishedOn: string | null, durationSeconds: number | null, language: string | null, channel: { name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EntitiesQueryVariables = Exact<{
  where?: EntityWhere | null | undefined;
  orderBy?: Array<EntityOrder> | EntityOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EntitiesQuery = { entities: { nodes: Array<
      | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
      | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
      | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
      | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
      | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ConnectionsQueryVariables = Exact<{
  where?: RelationshipWhere | null | undefined;
  orderBy?: Array<RelationshipOrder> | RelationshipOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ConnectionsQuery = { relationships: { nodes: Array<{ id: string, type: RelationshipType, past: boolean, weight: number, evidenceCount: number, videoCount: number, firstSaidOn: string | null, lastSaidOn: string | null, source:
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
      , target:
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
        | { id: string, slug: string, name: string, kind: EntityKind }
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ConnectionsOfQueryVariables = Exact<{
  by: EntityLookup;
  where?: RelationshipWhere | null | undefined;
  direction?: Direction;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ConnectionsOfQuery = { entity:
    | { relationships: { nodes: Array<{ id: string, type: RelationshipType, past: boolean, weight: number, evidenceCount: number, videoCount: number, firstSaidOn: string | null, lastSaidOn: string | null, source:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
          , target:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
           }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { relationships: { nodes: Array<{ id: string, type: RelationshipType, past: boolean, weight: number, evidenceCount: number, videoCount: number, firstSaidOn: string | null, lastSaidOn: string | null, source:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
          , target:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
           }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { relationships: { nodes: Array<{ id: string, type: RelationshipType, past: boolean, weight: number, evidenceCount: number, videoCount: number, firstSaidOn: string | null, lastSaidOn: string | null, source:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
          , target:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
           }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { relationships: { nodes: Array<{ id: string, type: RelationshipType, past: boolean, weight: number, evidenceCount: number, videoCount: number, firstSaidOn: string | null, lastSaidOn: string | null, source:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
          , target:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
           }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | { relationships: { nodes: Array<{ id: string, type: RelationshipType, past: boolean, weight: number, evidenceCount: number, videoCount: number, firstSaidOn: string | null, lastSaidOn: string | null, source:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
          , target:
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
            | { id: string, slug: string, name: string, kind: EntityKind }
           }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
   | null };

export type QuotesQueryVariables = Exact<{
  where?: EvidenceWhere | null | undefined;
  orderBy?: Array<EvidenceOrder> | EvidenceOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QuotesQuery = { evidence: { nodes: Array<{ id: string, quote: string, label: string, past: boolean, confidence: number | null, extractor: string, startSeconds: number, endSeconds: number, url: string | null, permalink: string, relationship: { id: string, type: RelationshipType, source:
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
        , target:
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
          | { id: string, slug: string, name: string, kind: EntityKind }
         }, speaker: { label: string, person: { name: string } | null } | null, video: { id: string, slug: string, title: string, publishedOn: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TranscriptQueryVariables = Exact<{
  by: VideoLookup;
  where?: SegmentWhere | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TranscriptQuery = { video: { transcript: { nodes: Array<{ id: string, index: number, text: string, startSeconds: number, endSeconds: number, url: string | null, speaker: { label: string, person: { name: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type MomentsQueryVariables = Exact<{
  query: string;
  where?: SearchWhere | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MomentsQuery = { search: { nodes: Array<
      | { id: string, index: number, text: string, startSeconds: number, endSeconds: number, url: string | null, video: { id: string, slug: string, title: string, publishedOn: string | null }, speaker: { label: string, person: { name: string } | null } | null }
      | Record<PropertyKey, never>
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ChangeLogQueryVariables = Exact<{
  where?: ChangeWhere | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChangeLogQuery = { changes: { nodes: Array<{ seq: string, at: string, kind: ChangeKind, videoIds: Array<string>, entityIds: Array<string>, decisionIds: Array<string>, jobId: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LatestChangeQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestChangeQuery = { changes: { pageInfo: { endCursor: string | null } } };

export type ImportTalkMutationVariables = Exact<{
  input: ImportTalkInput;
}>;


export type ImportTalkMutation = { importTalk:
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode, path: Array<string> }
    | { id: string, name: string, state: JobState, stage: string | null, done: number, total: number, error: string | null, report: { outcome: ImportOutcome, notes: Array<string> } | null, result: { id: string, slug: string, revision: number, title: string, url: string | null, publishedOn: string | null, durationSeconds: number | null, language: string | null, channel: { name: string } | null } | null }
   };

export type RejectQuoteMutationVariables = Exact<{
  input: RejectEvidenceInput;
}>;


export type RejectQuoteMutation = { rejectEvidence:
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode, path: Array<string> }
    | { message: string, code: ErrorCode }
    | { quote: string, remainingEvidenceCount: number, decisions: Array<{ id: string, kind: DecisionKind, at: string, by: string | null, reason: string | null, detail: string | null }> }
   };

export type UpdateEntityMutationVariables = Exact<{
  input: UpdateEntityInput;
}>;


export type UpdateEntityMutation = { updateEntity:
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode, path: Array<string> }
    | { message: string, code: ErrorCode }
    | { entity:
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
       | null, decisions: Array<{ id: string, kind: DecisionKind, at: string, by: string | null, reason: string | null, detail: string | null }> }
   };

export type MergeEntitiesMutationVariables = Exact<{
  input: MergeEntitiesInput;
}>;


export type MergeEntitiesMutation = { mergeEntities:
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode, path: Array<string> }
    | { entity:
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
        | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
      , decisions: Array<{ id: string, kind: DecisionKind, at: string, by: string | null, reason: string | null, detail: string | null }> }
    | { message: string, code: ErrorCode }
   };

export type DeleteTalkMutationVariables = Exact<{
  input: DeleteVideoInput;
}>;


export type DeleteTalkMutation = { deleteVideo:
    | { message: string, code: ErrorCode }
    | { title: string, segmentCount: number, decisions: Array<{ id: string, kind: DecisionKind, at: string, by: string | null, reason: string | null, detail: string | null }> }
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode, path: Array<string> }
    | { message: string, code: ErrorCode }
   };

export type UndoMutationVariables = Exact<{
  input: UndoInput;
}>;


export type UndoMutation = { undo:
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode }
    | { message: string, code: ErrorCode, path: Array<string> }
    | { message: string, code: ErrorCode }
    | { decisions: Array<{ id: string, kind: DecisionKind, at: string, by: string | null, reason: string | null, detail: string | null }> }
   };

export type TalkQueryVariables = Exact<{
  by: VideoLookup;
}>;


export type TalkQuery = { video: { summary: string | null, id: string, slug: string, revision: number, title: string, url: string | null, publishedOn: string | null, durationSeconds: number | null, language: string | null, speakers: Array<{ label: string, speakingSeconds: number, person: { name: string } | null }>, chapters: Array<{ title: string, startSeconds: number }>, channel: { name: string } | null } | null };

export type EntityQueryVariables = Exact<{
  by: EntityLookup;
  kind?: EntityKind | null | undefined;
}>;


export type EntityQuery = { entity:
    | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
    | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
    | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
    | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
    | { id: string, slug: string, revision: number, name: string, kind: EntityKind, aliases: Array<string>, description: string | null, url: string | null, mentionCount: number, videoCount: number, relationshipCount: number, firstMentionedOn: string | null, lastMentionedOn: string | null }
   | null };

export type PathsQueryVariables = Exact<{
  source: string | number;
  target: string | number;
  maxHops?: number;
  first?: number;
  avoid?: Array<string | number> | string | number | null | undefined;
}>;


export type PathsQuery = { paths: Array<{ length: number, entities: Array<
      | { id: string, slug: string, name: string, kind: EntityKind }
      | { id: string, slug: string, name: string, kind: EntityKind }
      | { id: string, slug: string, name: string, kind: EntityKind }
      | { id: string, slug: string, name: string, kind: EntityKind }
      | { id: string, slug: string, name: string, kind: EntityKind }
    >, hops: Array<{ forward: boolean, relationship: { type: RelationshipType, evidence: { nodes: Array<{ id: string, quote: string, label: string, past: boolean, confidence: number | null, extractor: string, startSeconds: number, endSeconds: number, url: string | null, permalink: string, speaker: { label: string, person: { name: string } | null } | null, video: { id: string, slug: string, title: string, publishedOn: string | null } }> } } }> }> };

export type GraphQueryVariables = Exact<{
  where?: GraphWhere | null | undefined;
  maxNodes?: number;
}>;


export type GraphQuery = { graph: { truncated: boolean, nodes: Array<{ id: string, name: string, kind: EntityKind, weight: number }>, links: Array<{ id: string, source: string, target: string, type: RelationshipType, weight: number }> } };

export type VerifyQuoteQueryVariables = Exact<{
  text: string;
  video?: VideoLookup | null | undefined;
  speaker?: EntityLookup | null | undefined;
}>;


export type VerifyQuoteQuery = { verifyQuote: { status: QuoteStatus, places: Array<{ status: QuoteStatus, quote: string, likeness: number, startSeconds: number, url: string | null, permalink: string, differences: Array<{ quoted: string, said: string }>, speaker: { label: string, person: { name: string } | null } | null, video: { id: string, slug: string, title: string, publishedOn: string | null } }> } };

export type QuoteQueryVariables = Exact<{
  by: QuoteLookup;
}>;


export type QuoteQuery = { quote: { status: QuoteStatus, text: string, withdrawnAt: string | null, places: Array<{ status: QuoteStatus, quote: string, likeness: number, startSeconds: number, url: string | null, permalink: string, differences: Array<{ quoted: string, said: string }>, speaker: { label: string, person: { name: string } | null } | null, video: { id: string, slug: string, title: string, publishedOn: string | null } }>, elsewhere: Array<{ status: QuoteStatus, quote: string, likeness: number, startSeconds: number, url: string | null, permalink: string, differences: Array<{ quoted: string, said: string }>, speaker: { label: string, person: { name: string } | null } | null, video: { id: string, slug: string, title: string, publishedOn: string | null } }> } };

export type StatsQueryVariables = Exact<{ [key: string]: never; }>;


export type StatsQuery = { stats: { videoCount: number, segmentCount: number, entityCount: number, relationshipCount: number, evidenceCount: number, topicCount: number, firstPublishedOn: string | null, lastPublishedOn: string | null } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { kind: ViewerKind, name: string | null, scopes: Array<Scope>, expiresAt: string | null } };

export type JobQueryVariables = Exact<{
  id: string | number;
}>;


export type JobQuery = { job: { id: string, name: string, state: JobState, stage: string | null, done: number, total: number, error: string | null, report: { outcome: ImportOutcome, notes: Array<string> } | null, result: { id: string, slug: string, revision: number, title: string, url: string | null, publishedOn: string | null, durationSeconds: number | null, language: string | null, channel: { name: string } | null } | null } | null };

export type FollowSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  where?: ChangeWhere | null | undefined;
}>;


export type FollowSubscription = { changes: { seq: string, at: string, kind: ChangeKind, videoIds: Array<string>, entityIds: Array<string>, decisionIds: Array<string>, jobId: string | null } };

export type FollowJobSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type FollowJobSubscription = { job: { id: string, name: string, state: JobState, stage: string | null, done: number, total: number, error: string | null, report: { outcome: ImportOutcome, notes: Array<string> } | null, result: { id: string, slug: string, revision: number, title: string, url: string | null, publishedOn: string | null, durationSeconds: number | null, language: string | null, channel: { name: string } | null } | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EntityFieldsFragmentDoc = new TypedDocumentString(`
    fragment EntityFields on Entity {
  id
  slug
  revision
  name
  kind
  aliases
  description
  url
  mentionCount
  videoCount
  relationshipCount
  firstMentionedOn
  lastMentionedOn
}
    `, {"fragmentName":"EntityFields"}) as unknown as TypedDocumentString<EntityFieldsFragment, unknown>;
export const EndFieldsFragmentDoc = new TypedDocumentString(`
    fragment EndFields on Entity {
  id
  slug
  name
  kind
}
    `, {"fragmentName":"EndFields"}) as unknown as TypedDocumentString<EndFieldsFragment, unknown>;
export const ConnectionFieldsFragmentDoc = new TypedDocumentString(`
    fragment ConnectionFields on Relationship {
  id
  type
  past
  weight
  evidenceCount
  videoCount
  firstSaidOn
  lastSaidOn
  source {
    ...EndFields
  }
  target {
    ...EndFields
  }
}
    fragment EndFields on Entity {
  id
  slug
  name
  kind
}`, {"fragmentName":"ConnectionFields"}) as unknown as TypedDocumentString<ConnectionFieldsFragment, unknown>;
export const QuoteFieldsFragmentDoc = new TypedDocumentString(`
    fragment QuoteFields on Evidence {
  id
  quote
  label
  past
  confidence
  extractor
  startSeconds
  endSeconds
  url
  permalink
  speaker {
    label
    person {
      name
    }
  }
  video {
    id
    slug
    title
    publishedOn
  }
}
    `, {"fragmentName":"QuoteFields"}) as unknown as TypedDocumentString<QuoteFieldsFragment, unknown>;
export const SegmentFieldsFragmentDoc = new TypedDocumentString(`
    fragment SegmentFields on Segment {
  id
  index
  text
  startSeconds
  endSeconds
  url
  speaker {
    label
    person {
      name
    }
  }
}
    `, {"fragmentName":"SegmentFields"}) as unknown as TypedDocumentString<SegmentFieldsFragment, unknown>;
export const PlaceFieldsFragmentDoc = new TypedDocumentString(`
    fragment PlaceFields on QuotePlace {
  status
  quote
  likeness
  differences {
    quoted
    said
  }
  startSeconds
  url
  permalink
  speaker {
    label
    person {
      name
    }
  }
  video {
    id
    slug
    title
    publishedOn
  }
}
    `, {"fragmentName":"PlaceFields"}) as unknown as TypedDocumentString<PlaceFieldsFragment, unknown>;
export const ChangeFieldsFragmentDoc = new TypedDocumentString(`
    fragment ChangeFields on Change {
  seq
  at
  kind
  videoIds
  entityIds
  decisionIds
  jobId
}
    `, {"fragmentName":"ChangeFields"}) as unknown as TypedDocumentString<ChangeFieldsFragment, unknown>;
export const TalkFieldsFragmentDoc = new TypedDocumentString(`
    fragment TalkFields on Video {
  id
  slug
  revision
  title
  url
  publishedOn
  durationSeconds
  language
  channel {
    name
  }
}
    `, {"fragmentName":"TalkFields"}) as unknown as TypedDocumentString<TalkFieldsFragment, unknown>;
export const JobFieldsFragmentDoc = new TypedDocumentString(`
    fragment JobFields on Job {
  id
  name
  state
  stage
  done
  total
  error
  report {
    outcome
    notes
  }
  result {
    ...TalkFields
  }
}
    fragment TalkFields on Video {
  id
  slug
  revision
  title
  url
  publishedOn
  durationSeconds
  language
  channel {
    name
  }
}`, {"fragmentName":"JobFields"}) as unknown as TypedDocumentString<JobFieldsFragment, unknown>;
export const PageFieldsFragmentDoc = new TypedDocumentString(`
    fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}
    `, {"fragmentName":"PageFields"}) as unknown as TypedDocumentString<PageFieldsFragment, unknown>;
export const DecisionFieldsFragmentDoc = new TypedDocumentString(`
    fragment DecisionFields on Decision {
  id
  kind
  at
  by
  reason
  detail
}
    `, {"fragmentName":"DecisionFields"}) as unknown as TypedDocumentString<DecisionFieldsFragment, unknown>;
export const TalksDocument = new TypedDocumentString(`
    query Talks($where: VideoWhere, $orderBy: [VideoOrder!], $first: Int, $after: String) {
  videos(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      ...TalkFields
    }
    pageInfo {
      ...PageFields
    }
  }
}
    fragment TalkFields on Video {
  id
  slug
  revision
  title
  url
  publishedOn
  durationSeconds
  language
  channel {
    name
  }
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<TalksQuery, TalksQueryVariables>;
export const EntitiesDocument = new TypedDocumentString(`
    query Entities($where: EntityWhere, $orderBy: [EntityOrder!], $first: Int, $after: String) {
  entities(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      ...EntityFields
    }
    pageInfo {
      ...PageFields
    }
  }
}
    fragment EntityFields on Entity {
  id
  slug
  revision
  name
  kind
  aliases
  description
  url
  mentionCount
  videoCount
  relationshipCount
  firstMentionedOn
  lastMentionedOn
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<EntitiesQuery, EntitiesQueryVariables>;
export const ConnectionsDocument = new TypedDocumentString(`
    query Connections($where: RelationshipWhere, $orderBy: [RelationshipOrder!], $first: Int, $after: String) {
  relationships(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      ...ConnectionFields
    }
    pageInfo {
      ...PageFields
    }
  }
}
    fragment EndFields on Entity {
  id
  slug
  name
  kind
}
fragment ConnectionFields on Relationship {
  id
  type
  past
  weight
  evidenceCount
  videoCount
  firstSaidOn
  lastSaidOn
  source {
    ...EndFields
  }
  target {
    ...EndFields
  }
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<ConnectionsQuery, ConnectionsQueryVariables>;
export const ConnectionsOfDocument = new TypedDocumentString(`
    query ConnectionsOf($by: EntityLookup!, $where: RelationshipWhere, $direction: Direction! = BOTH, $first: Int, $after: String) {
  entity(by: $by) {
    relationships(
      where: $where
      direction: $direction
      first: $first
      after: $after
    ) {
      nodes {
        ...ConnectionFields
      }
      pageInfo {
        ...PageFields
      }
    }
  }
}
    fragment EndFields on Entity {
  id
  slug
  name
  kind
}
fragment ConnectionFields on Relationship {
  id
  type
  past
  weight
  evidenceCount
  videoCount
  firstSaidOn
  lastSaidOn
  source {
    ...EndFields
  }
  target {
    ...EndFields
  }
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<ConnectionsOfQuery, ConnectionsOfQueryVariables>;
export const QuotesDocument = new TypedDocumentString(`
    query Quotes($where: EvidenceWhere, $orderBy: [EvidenceOrder!], $first: Int, $after: String) {
  evidence(where: $where, orderBy: $orderBy, first: $first, after: $after) {
    nodes {
      ...QuoteFields
      relationship {
        id
        type
        source {
          ...EndFields
        }
        target {
          ...EndFields
        }
      }
    }
    pageInfo {
      ...PageFields
    }
  }
}
    fragment EndFields on Entity {
  id
  slug
  name
  kind
}
fragment QuoteFields on Evidence {
  id
  quote
  label
  past
  confidence
  extractor
  startSeconds
  endSeconds
  url
  permalink
  speaker {
    label
    person {
      name
    }
  }
  video {
    id
    slug
    title
    publishedOn
  }
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<QuotesQuery, QuotesQueryVariables>;
export const TranscriptDocument = new TypedDocumentString(`
    query Transcript($by: VideoLookup!, $where: SegmentWhere, $first: Int, $after: String) {
  video(by: $by) {
    transcript(where: $where, first: $first, after: $after) {
      nodes {
        ...SegmentFields
      }
      pageInfo {
        ...PageFields
      }
    }
  }
}
    fragment SegmentFields on Segment {
  id
  index
  text
  startSeconds
  endSeconds
  url
  speaker {
    label
    person {
      name
    }
  }
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<TranscriptQuery, TranscriptQueryVariables>;
export const MomentsDocument = new TypedDocumentString(`
    query Moments($query: String!, $where: SearchWhere, $first: Int, $after: String) {
  search(
    query: $query
    where: $where
    in: [TRANSCRIPT]
    first: $first
    after: $after
  ) {
    nodes {
      ... on Segment {
        ...SegmentFields
        video {
          id
          slug
          title
          publishedOn
        }
      }
    }
    pageInfo {
      ...PageFields
    }
  }
}
    fragment SegmentFields on Segment {
  id
  index
  text
  startSeconds
  endSeconds
  url
  speaker {
    label
    person {
      name
    }
  }
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<MomentsQuery, MomentsQueryVariables>;
export const ChangeLogDocument = new TypedDocumentString(`
    query ChangeLog($where: ChangeWhere, $first: Int, $after: Cursor) {
  changes(where: $where, first: $first, after: $after) {
    nodes {
      ...ChangeFields
    }
    pageInfo {
      ...PageFields
    }
  }
}
    fragment ChangeFields on Change {
  seq
  at
  kind
  videoIds
  entityIds
  decisionIds
  jobId
}
fragment PageFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<ChangeLogQuery, ChangeLogQueryVariables>;
export const LatestChangeDocument = new TypedDocumentString(`
    query LatestChange {
  changes(last: 1) {
    pageInfo {
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<LatestChangeQuery, LatestChangeQueryVariables>;
export const ImportTalkDocument = new TypedDocumentString(`
    mutation ImportTalk($input: ImportTalkInput!) {
  importTalk(input: $input) {
    ... on Job {
      ...JobFields
    }
    ... on UserError {
      message
      code
    }
    ... on InvalidInput {
      path
    }
  }
}
    fragment TalkFields on Video {
  id
  slug
  revision
  title
  url
  publishedOn
  durationSeconds
  language
  channel {
    name
  }
}
fragment JobFields on Job {
  id
  name
  state
  stage
  done
  total
  error
  report {
    outcome
    notes
  }
  result {
    ...TalkFields
  }
}`) as unknown as TypedDocumentString<ImportTalkMutation, ImportTalkMutationVariables>;
export const RejectQuoteDocument = new TypedDocumentString(`
    mutation RejectQuote($input: RejectEvidenceInput!) {
  rejectEvidence(input: $input) {
    ... on RejectedEvidence {
      quote
      remainingEvidenceCount
      decisions {
        ...DecisionFields
      }
    }
    ... on UserError {
      message
      code
    }
    ... on InvalidInput {
      path
    }
  }
}
    fragment DecisionFields on Decision {
  id
  kind
  at
  by
  reason
  detail
}`) as unknown as TypedDocumentString<RejectQuoteMutation, RejectQuoteMutationVariables>;
export const UpdateEntityDocument = new TypedDocumentString(`
    mutation UpdateEntity($input: UpdateEntityInput!) {
  updateEntity(input: $input) {
    ... on UpdatedEntity {
      entity {
        ...EntityFields
      }
      decisions {
        ...DecisionFields
      }
    }
    ... on UserError {
      message
      code
    }
    ... on InvalidInput {
      path
    }
  }
}
    fragment EntityFields on Entity {
  id
  slug
  revision
  name
  kind
  aliases
  description
  url
  mentionCount
  videoCount
  relationshipCount
  firstMentionedOn
  lastMentionedOn
}
fragment DecisionFields on Decision {
  id
  kind
  at
  by
  reason
  detail
}`) as unknown as TypedDocumentString<UpdateEntityMutation, UpdateEntityMutationVariables>;
export const MergeEntitiesDocument = new TypedDocumentString(`
    mutation MergeEntities($input: MergeEntitiesInput!) {
  mergeEntities(input: $input) {
    ... on MergedEntities {
      entity {
        ...EntityFields
      }
      decisions {
        ...DecisionFields
      }
    }
    ... on UserError {
      message
      code
    }
    ... on InvalidInput {
      path
    }
  }
}
    fragment EntityFields on Entity {
  id
  slug
  revision
  name
  kind
  aliases
  description
  url
  mentionCount
  videoCount
  relationshipCount
  firstMentionedOn
  lastMentionedOn
}
fragment DecisionFields on Decision {
  id
  kind
  at
  by
  reason
  detail
}`) as unknown as TypedDocumentString<MergeEntitiesMutation, MergeEntitiesMutationVariables>;
export const DeleteTalkDocument = new TypedDocumentString(`
    mutation DeleteTalk($input: DeleteVideoInput!) {
  deleteVideo(input: $input) {
    ... on DeletedVideo {
      title
      segmentCount
      decisions {
        ...DecisionFields
      }
    }
    ... on UserError {
      message
      code
    }
    ... on InvalidInput {
      path
    }
  }
}
    fragment DecisionFields on Decision {
  id
  kind
  at
  by
  reason
  detail
}`) as unknown as TypedDocumentString<DeleteTalkMutation, DeleteTalkMutationVariables>;
export const UndoDocument = new TypedDocumentString(`
    mutation Undo($input: UndoInput!) {
  undo(input: $input) {
    ... on UndoneDecisions {
      decisions {
        ...DecisionFields
      }
    }
    ... on UserError {
      message
      code
    }
    ... on InvalidInput {
      path
    }
  }
}
    fragment DecisionFields on Decision {
  id
  kind
  at
  by
  reason
  detail
}`) as unknown as TypedDocumentString<UndoMutation, UndoMutationVariables>;
export const TalkDocument = new TypedDocumentString(`
    query Talk($by: VideoLookup!) {
  video(by: $by) {
    ...TalkFields
    summary
    speakers {
      label
      speakingSeconds
      person {
        name
      }
    }
    chapters {
      title
      startSeconds
    }
  }
}
    fragment TalkFields on Video {
  id
  slug
  revision
  title
  url
  publishedOn
  durationSeconds
  language
  channel {
    name
  }
}`) as unknown as TypedDocumentString<TalkQuery, TalkQueryVariables>;
export const EntityDocument = new TypedDocumentString(`
    query Entity($by: EntityLookup!, $kind: EntityKind) {
  entity(by: $by, kind: $kind) {
    ...EntityFields
  }
}
    fragment EntityFields on Entity {
  id
  slug
  revision
  name
  kind
  aliases
  description
  url
  mentionCount
  videoCount
  relationshipCount
  firstMentionedOn
  lastMentionedOn
}`) as unknown as TypedDocumentString<EntityQuery, EntityQueryVariables>;
export const PathsDocument = new TypedDocumentString(`
    query Paths($source: ID!, $target: ID!, $maxHops: Int! = 4, $first: Int! = 3, $avoid: [ID!]) {
  paths(
    source: $source
    target: $target
    maxHops: $maxHops
    first: $first
    avoid: $avoid
  ) {
    length
    entities {
      ...EndFields
    }
    hops {
      forward
      relationship {
        type
        evidence(first: 1) {
          nodes {
            ...QuoteFields
          }
        }
      }
    }
  }
}
    fragment EndFields on Entity {
  id
  slug
  name
  kind
}
fragment QuoteFields on Evidence {
  id
  quote
  label
  past
  confidence
  extractor
  startSeconds
  endSeconds
  url
  permalink
  speaker {
    label
    person {
      name
    }
  }
  video {
    id
    slug
    title
    publishedOn
  }
}`) as unknown as TypedDocumentString<PathsQuery, PathsQueryVariables>;
export const GraphDocument = new TypedDocumentString(`
    query Graph($where: GraphWhere, $maxNodes: Int! = 100) {
  graph(where: $where, maxNodes: $maxNodes) {
    truncated
    nodes {
      id
      name
      kind
      weight
    }
    links {
      id
      source
      target
      type
      weight
    }
  }
}
    `) as unknown as TypedDocumentString<GraphQuery, GraphQueryVariables>;
export const VerifyQuoteDocument = new TypedDocumentString(`
    query VerifyQuote($text: String!, $video: VideoLookup, $speaker: EntityLookup) {
  verifyQuote(text: $text, video: $video, speaker: $speaker) {
    status
    places {
      ...PlaceFields
    }
  }
}
    fragment PlaceFields on QuotePlace {
  status
  quote
  likeness
  differences {
    quoted
    said
  }
  startSeconds
  url
  permalink
  speaker {
    label
    person {
      name
    }
  }
  video {
    id
    slug
    title
    publishedOn
  }
}`) as unknown as TypedDocumentString<VerifyQuoteQuery, VerifyQuoteQueryVariables>;
export const QuoteDocument = new TypedDocumentString(`
    query Quote($by: QuoteLookup!) {
  quote(by: $by) {
    status
    text
    withdrawnAt
    places {
      ...PlaceFields
    }
    elsewhere {
      ...PlaceFields
    }
  }
}
    fragment PlaceFields on QuotePlace {
  status
  quote
  likeness
  differences {
    quoted
    said
  }
  startSeconds
  url
  permalink
  speaker {
    label
    person {
      name
    }
  }
  video {
    id
    slug
    title
    publishedOn
  }
}`) as unknown as TypedDocumentString<QuoteQuery, QuoteQueryVariables>;
export const StatsDocument = new TypedDocumentString(`
    query Stats {
  stats {
    videoCount
    segmentCount
    entityCount
    relationshipCount
    evidenceCount
    topicCount
    firstPublishedOn
    lastPublishedOn
  }
}
    `) as unknown as TypedDocumentString<StatsQuery, StatsQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    kind
    name
    scopes
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const JobDocument = new TypedDocumentString(`
    query Job($id: ID!) {
  job(id: $id) {
    ...JobFields
  }
}
    fragment TalkFields on Video {
  id
  slug
  revision
  title
  url
  publishedOn
  durationSeconds
  language
  channel {
    name
  }
}
fragment JobFields on Job {
  id
  name
  state
  stage
  done
  total
  error
  report {
    outcome
    notes
  }
  result {
    ...TalkFields
  }
}`) as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const FollowDocument = new TypedDocumentString(`
    subscription Follow($after: Cursor, $where: ChangeWhere) {
  changes(after: $after, where: $where) {
    ...ChangeFields
  }
}
    fragment ChangeFields on Change {
  seq
  at
  kind
  videoIds
  entityIds
  decisionIds
  jobId
}`) as unknown as TypedDocumentString<FollowSubscription, FollowSubscriptionVariables>;
export const FollowJobDocument = new TypedDocumentString(`
    subscription FollowJob($id: ID!) {
  job(id: $id) {
    ...JobFields
  }
}
    fragment TalkFields on Video {
  id
  slug
  revision
  title
  url
  publishedOn
  durationSeconds
  language
  channel {
    name
  }
}
fragment JobFields on Job {
  id
  name
  state
  stage
  done
  total
  error
  report {
    outcome
    notes
  }
  result {
    ...TalkFields
  }
}`) as unknown as TypedDocumentString<FollowJobSubscription, FollowJobSubscriptionVariables>;