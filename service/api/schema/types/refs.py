"""Types by name, resolved when the schema is created, because types refer to each other in circles."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from service.api.schema.types.decision import Decision, DecisionConnection
    from service.api.schema.types.entity import Entity, EntityConnection, Mention, MentionConnection, Person
    from service.api.schema.types.graph import NeighborConnection
    from service.api.schema.types.relationship import (
        Evidence,
        EvidenceConnection,
        Relationship,
        RelationshipConnection,
        VideoRelationshipConnection,
    )
    from service.api.schema.types.topic import Topic, TopicConnection, VideoTopicConnection
    from service.api.schema.types.video import (
        Channel,
        EntityVideoConnection,
        Segment,
        SegmentConnection,
        Speaker,
        TopicVideoConnection,
        Video,
        VideoConnection,
        VideoEntityConnection,
    )

_GRAPH = strawberry.lazy("service.api.schema.types.graph")
_VIDEO = strawberry.lazy("service.api.schema.types.video")
_ENTITY = strawberry.lazy("service.api.schema.types.entity")
_DECISION = strawberry.lazy("service.api.schema.types.decision")
_TOPIC = strawberry.lazy("service.api.schema.types.topic")
_RELATIONSHIP = strawberry.lazy("service.api.schema.types.relationship")

AnyChannel = Annotated["Channel", _VIDEO]
AnyDecision = Annotated["Decision", _DECISION]
AnyEntity = Annotated["Entity", _ENTITY]
AnyEvidence = Annotated["Evidence", _RELATIONSHIP]
AnyMention = Annotated["Mention", _ENTITY]
AnyPerson = Annotated["Person", _ENTITY]
AnyRelationship = Annotated["Relationship", _RELATIONSHIP]
AnySegment = Annotated["Segment", _VIDEO]
AnySpeaker = Annotated["Speaker", _VIDEO]
AnyTopic = Annotated["Topic", _TOPIC]
AnyVideo = Annotated["Video", _VIDEO]
Decisions = Annotated["DecisionConnection", _DECISION]
Entities = Annotated["EntityConnection", _ENTITY]
EntityVideos = Annotated["EntityVideoConnection", _VIDEO]
Evidences = Annotated["EvidenceConnection", _RELATIONSHIP]
Mentions = Annotated["MentionConnection", _ENTITY]
Neighbors = Annotated["NeighborConnection", _GRAPH]
Relationships = Annotated["RelationshipConnection", _RELATIONSHIP]
Segments = Annotated["SegmentConnection", _VIDEO]
Topics = Annotated["TopicConnection", _TOPIC]
TopicVideos = Annotated["TopicVideoConnection", _VIDEO]
VideoEntities = Annotated["VideoEntityConnection", _VIDEO]
VideoRelationships = Annotated["VideoRelationshipConnection", _RELATIONSHIP]
VideoTopics = Annotated["VideoTopicConnection", _TOPIC]
Videos = Annotated["VideoConnection", _VIDEO]
