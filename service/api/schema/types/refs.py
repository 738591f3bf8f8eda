"""Types by name, resolved when the schema is created, because types refer to each other in circles."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from service.api.schema.types.decision import Decision, DecisionConnection
    from service.api.schema.types.entity import Entity, EntityConnection, Mention, Person
    from service.api.schema.types.graph import NeighborConnection
    from service.api.schema.types.relationship import (
        Evidence,
        RelationshipConnection,
        VideoRelationshipConnection,
    )
    from service.api.schema.types.topic import Topic, TopicConnection, VideoTopicConnection
    from service.api.schema.types.video import (
        EntityVideoConnection,
        Segment,
        SegmentConnection,
        Speaker,
        TopicVideoConnection,
        Video,
        VideoConnection,
    )

_GRAPH = strawberry.lazy("service.api.schema.types.graph")
_VIDEO = strawberry.lazy("service.api.schema.types.video")
_ENTITY = strawberry.lazy("service.api.schema.types.entity")
_DECISION = strawberry.lazy("service.api.schema.types.decision")
_TOPIC = strawberry.lazy("service.api.schema.types.topic")
_RELATIONSHIP = strawberry.lazy("service.api.schema.types.relationship")

AnyDecision = Annotated["Decision", _DECISION]
AnyEntity = Annotated["Entity", _ENTITY]
AnyEvidence = Annotated["Evidence", _RELATIONSHIP]
AnyMention = Annotated["Mention", _ENTITY]
AnyPerson = Annotated["Person", _ENTITY]
AnySegment = Annotated["Segment", _VIDEO]
AnySpeaker = Annotated["Speaker", _VIDEO]
AnyTopic = Annotated["Topic", _TOPIC]
AnyVideo = Annotated["Video", _VIDEO]
Decisions = Annotated["DecisionConnection", _DECISION]
Entities = Annotated["EntityConnection", _ENTITY]
EntityVideos = Annotated["EntityVideoConnection", _VIDEO]
Neighbors = Annotated["NeighborConnection", _GRAPH]
Relationships = Annotated["RelationshipConnection", _RELATIONSHIP]
Segments = Annotated["SegmentConnection", _VIDEO]
Topics = Annotated["TopicConnection", _TOPIC]
TopicVideos = Annotated["TopicVideoConnection", _VIDEO]
VideoRelationships = Annotated["VideoRelationshipConnection", _RELATIONSHIP]
VideoTopics = Annotated["VideoTopicConnection", _TOPIC]
Videos = Annotated["VideoConnection", _VIDEO]
