"""The rows of a manifest: records of a CSV file by column, or objects of a JSON file, each with its line."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.errors import TranscriptError
from service.ingest.formats.parts.jsontext import is_json_lines, line_of, lines_as_json, parse

_DELIMITERS = ",;\t"


def records_of(text: str, file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        columns = next(reader)
        for number, again in enumerate(columns):
            if again.strip() and again in columns[:number]:
                raise TranscriptError(file, f"two columns are called {again!r}", 1)
        for values in reader:
            if not any(value.strip() for value in values):
                continue
            if len(values) > len(columns):
                reason = f"has {len(values)} fields, and the first line names {len(columns)}: put quotes round one with {delimiter!r} in it"
                raise TranscriptError(file, reason, reader.line_num)
            yield (
                reader.line_num,
                {column: value.strip() for column, value in zip(columns, values, strict=False)},
            )
    except csv.Error as error:
        raise TranscriptError(file, f"is not CSV here: {error}", reader.line_num) from None


def objects_of(text: str, file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if is_json_lines(text):
        text = lines_as_json(text)
    value = parse(text, file)
    if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
        items = [
            (line_of(text, (key,)), {"file": key} | inner)
            for key, inner in value.items()
            if isinstance(inner, dict)
        ]
    elif isinstance(value, list) and all(isinstance(inner, dict) for inner in value):
        items = [(line_of(text, (at,)), inner) for at, inner in enumerate(value)]
    else:
        raise TranscriptError(
            file, "must be a list of objects with a key 'file', or an object of objects by file"
        )
    yield from items
