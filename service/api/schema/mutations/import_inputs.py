"""The input of `importTalk`."""

import strawberry

from service.api.schema.enums import SameWords
from service.api.schema.mutations.inputs import IDEMPOTENCY, key, needed
from service.api.schema.scalars import JSON, URL, Date


@strawberry.input(description="A file that is text.")
class TextSourceInput:
    name: str = needed(
        "What the file is called, with its ending, such as talk.vtt. A title and a language may follow from it."
    )
    content: str = needed(
        "The whole file: captions, a transcript, or any other format that `videograph ingest` reads. The format is detected from it."
    )


@strawberry.input(
    description="A file that this client has sent by `PUT /uploads`. It is kept until the job has ended."
)
class UploadSourceInput:
    id: strawberry.ID = needed("The `id` in the answer of the upload.")
    companions: list[strawberry.ID] | None = key(
        "Ids of uploaded files with facts or chapters of the talk. Beside `talk.vtt`, their names are `talk.video.json`, "
        "`talk.chapters.json` and yt-dlp's `talk.info.json`."
    )


@strawberry.input(description="What to import; give exactly one key.", one_of=True)
class TalkSourceInput:
    text: TextSourceInput | None = key("A file that is text.")
    upload: UploadSourceInput | None = key("A file that was uploaded before.")
    document: JSON | None = key("A VideoDocument, as a JSON object. It is not extracted.")


@strawberry.input(description="The name of a speaker.")
class SpeakerNameInput:
    label: str = strawberry.field(
        description="What the file calls the speaker. By default all words without a speaker are meant.",
        default="",
    )
    name: str = needed("Name of the speaker.")


@strawberry.input(description="What is known of a talk. It overrides what the file says.")
class TalkMetadataInput:
    id: str | None = key(
        "The talk's own id. By default it follows from the address, or else from the title and the words."
    )
    title: str | None = key("Title of the talk.")
    url: URL | None = key("Address of the talk.")
    published_on: Date | None = key("When it was published.")
    channel: str | None = key("Name of the channel that published it.")
    language: str | None = key("Language of the transcript, such as `en`. By default it is detected.")
    media: URL | None = key("Address of the talk's audio or video file, for the page's player.")
    speakers: list[SpeakerNameInput] | None = key("Names of speakers, at most 100.")


@strawberry.input(description="A talk to import.")
class ImportTalkInput:
    source: TalkSourceInput = needed("What to import.")
    metadata: TalkMetadataInput | None = key("What is known of the talk. It overrides what the file says.")
    extractor: str | None = key("Name of an installed extractor. Default: `offline`.")
    same_words: SameWords = strawberry.field(
        description="What becomes of a new talk if the graph has its words already, as another talk.",
        default=SameWords.REFUSE,
    )
    background: bool = strawberry.field(
        description="True for one of many talks: it is imported after those for which somebody waits.",
        default=False,
    )
    idempotency_key: str | None = key(IDEMPOTENCY)
    wait_seconds: int = strawberry.field(
        description="Seconds to wait for the end of the job, at most 30.", default=0
    )
