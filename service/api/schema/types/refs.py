"""Types by name, resolved when the schema is created, because types refer to each other in circles."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from service.api.schema.types.base import Connection

if TYPE_CHECKING:
    from service.api.schema.types.decision import Decision
    from service.api.schema.types.entity import Entity, EntityConnection, Mention, Person
    from service.api.schema.types.graph import NeighborConnection
    from service.api.schema.types.relationship import Evidence, Relationship, VideoRelationshipConnection
    from service.api.schema.types.topic import Topic, VideoTopicConnection
    from service.api.schema.types.video import (
        EntityVideoConnection,
        Segment,
        Speaker,
        TopicVideoConnection,
        Video,
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
AnyRelationship = Annotated["Relationship", _RELATIONSHIP]
AnySegment = Annotated["Segment", _VIDEO]
AnySpeaker = Annotated["Speaker", _VIDEO]
AnyTopic = Annotated["Topic", _TOPIC]
AnyVideo = Annotated["Video", _VIDEO]
Decisions = Connection[AnyDecision]
Entities = Annotated["EntityConnection", _ENTITY]
EntityVideos = Annotated["EntityVideoConnection", _VIDEO]
Neighbors = Annotated["NeighborConnection", _GRAPH]
Relationships = Connection[AnyRelationship]
Segments = Connection[AnySegment]
Topics = Connection[AnyTopic]
TopicVideos = Annotated["TopicVideoConnection", _VIDEO]
VideoRelationships = Annotated["VideoRelationshipConnection", _RELATIONSHIP]
VideoTopics = Annotated["VideoTopicConnection", _TOPIC]
Videos = Connection[AnyVideo]
