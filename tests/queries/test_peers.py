"""Tests which provinces are offered for a comparison."""

import pytest
from support import real

from commitments.domain.model import OUTSIDE_THE_PLANS
from commitments.queries import peers

HEBEI_BORDERS = [
    "Beijing", "Henan", "Inner Mongolia", "Liaoning", "Shandong", "Shanxi", "Tianjin",
]  # fmt: skip


@pytest.fixture(scope="module")
def atlas():
    return real.atlas()


def test_hebei_borders_seven_provinces(atlas):
    assert peers.neighbours(atlas, ["Hebei"]) == HEBEI_BORDERS


def test_who_is_chosen_is_not_offered(atlas):
    borders = peers.neighbours(atlas, ["Hebei", "Tianjin"])
    assert borders == [name for name in HEBEI_BORDERS if name != "Tianjin"]


def test_an_island_has_no_neighbours_and_no_such_offer(atlas):
    assert peers.neighbours(atlas, ["Hainan"]) == []
    assert "border" not in peers.offered(atlas, ["Hainan"])


def test_what_the_plans_do_not_cover_is_never_offered(atlas):
    offered = peers.offered(atlas, ["Guangdong"])
    assert not {name for names in offered.values() for name in names} & set(OUTSIDE_THE_PLANS)


def test_the_same_region(atlas):
    assert peers.same_region(atlas, ["Jilin"]) == ["Heilongjiang", "Liaoning"]


def test_those_with_most_in_common_come_first(atlas):
    counts = list(peers.in_common(atlas, ["Hebei"]).values())
    assert counts == sorted(counts, reverse=True)
    assert "Hebei" not in peers.in_common(atlas, ["Hebei"])


def test_without_a_choice_the_fullest_provinces_are_offered(atlas):
    (names,) = peers.offered(atlas, []).values()
    assert len(names) == peers.OFFERED
    assert "Hebei" in names


def test_beside_the_nation_alone_the_fullest_are_offered(atlas):
    assert list(peers.offered(atlas, ["National"])) == ["fullest"]
