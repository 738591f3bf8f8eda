"""Page sizes."""

from typing import Any

import pytest

from service.api.operation.arguments.field_arguments import page_size
from service.errors import InvalidInput


@pytest.mark.parametrize(
    ("arguments", "size", "backwards"),
    [
        ({}, 20, False),
        ({"first": None, "last": None}, 20, False),
        ({"first": 0}, 0, False),
        ({"first": 100}, 100, False),
        ({"last": 0}, 0, True),
        ({"last": 7, "first": None}, 7, True),
    ],
)
def test_page_sizes(arguments: dict[str, Any], size: int, backwards: bool):
    assert page_size(arguments, 100) == (size, backwards)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"first": 1, "last": 1}, "Give `first` or `last`, not both."),
        ({"first": -1}, "`first` is -1: it must not be negative."),
        ({"last": -5}, "`last` is -5: it must not be negative."),
        ({"first": 101}, "`first` is 101: at most 100 fit a page. Go on with `after`."),
        ({"last": 101}, "`last` is 101: at most 100 fit a page. Go on with `before`."),
    ],
)
def test_page_sizes_that_are_refused(arguments: dict[str, Any], message: str):
    with pytest.raises(InvalidInput) as raised:
        page_size(arguments, 100)
    assert raised.value.message == message
