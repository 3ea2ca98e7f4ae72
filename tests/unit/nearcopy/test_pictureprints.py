"""The file of pictures' hashes gives back what was put in, and the nearest work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core import InputError
from athena_core.nearcopy import looks
from athena_core.nearcopy.pictureprints import Near, PicturePrints
from tests.unit.nearcopy.fictional import painted

HASHES = st.lists(st.integers(0, 2**63 - 1), min_size=looks.KEPT, max_size=looks.KEPT)
WORKS = st.dictionaries(st.binary(min_size=8, max_size=8), HASHES, max_size=5)
TURNS = st.lists(st.integers(0, 2**63 - 1), min_size=4, max_size=4)


@given(WORKS)
def test_a_file_gives_back_its_works(works: dict[bytes, list[int]]) -> None:
    data = PicturePrints(works).to_bytes()
    assert len(data) == 12 + 344 * len(works)
    assert PicturePrints.read(data, "pictures.bin").looks() == works


@given(WORKS, TURNS)
def test_the_nearest_work_is_the_one_fewest_bits_apart(
    works: dict[bytes, list[int]],
    turns: list[int],
) -> None:
    prints = PicturePrints(works)
    if not works:
        assert prints.one_view(turns) is None
        assert prints.views(turns) is None
        return
    apart = {
        key: min((one ^ turn).bit_count() for one in hashes for turn in turns)
        for key, hashes in works.items()
    }
    found = prints.views(turns)
    assert found is not None
    assert found.distance == min(apart.values()) == apart[found.key]
    own = {
        key: min((one ^ turns[0]).bit_count() for one in hashes[:: looks.CROPS])
        for key, hashes in works.items()
    }
    one = prints.one_view(turns)
    assert one is not None
    assert one.distance == min(own.values()) == own[one.key]


def test_a_work_is_nearest_to_itself_and_to_its_middle_square() -> None:
    images = {bytes([n] * 8): painted(n) for n in range(5)}
    prints = PicturePrints({key: looks.of_work(one) for key, one in images.items()})
    for key, image in images.items():
        for shape in (image, looks.middle(image)):
            turns = looks.of_piece(shape)
            assert prints.one_view(turns) == Near(key=key, distance=0)
            assert prints.views(turns) == Near(key=key, distance=0)


@given(st.binary(max_size=100))
def test_bytes_that_are_no_file_are_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"pictures\.bin is no file of fingerprints"):
        PicturePrints.read(data, "pictures.bin")
