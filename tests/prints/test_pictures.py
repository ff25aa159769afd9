"""Tests that a picture with few colours keeps each of its pixels, and one with many the nearest."""

import numpy as np

from commitments.prints import files


def drawn(colours: np.ndarray) -> np.ndarray:
    """Return pixels of some colours as Agg hands them over: with what covers them, whole."""
    return np.dstack([colours, np.full(colours.shape[:2], 255)]).astype(np.uint8)


def test_a_picture_of_few_colours_stays_as_it_is() -> None:
    chance = np.random.default_rng(8)
    colours = chance.choice([0, 80, 160, 255], size=(40, 60, 3)).astype(np.uint8)
    colours[:, 20:] = (7, 8, 9)  # a run of many rows
    assert np.array_equal(np.asarray(files._quantised(drawn(colours)).convert("RGB")), colours)


def test_of_many_colours_the_commonest_are_exact_and_each_pixel_is_near() -> None:
    chance = np.random.default_rng(9)
    colours = chance.integers(0, 256, size=(50, 50, 3)).astype(np.uint8)
    colours[:, 25:] = (7, 8, 9)
    kept = np.asarray(files._quantised(drawn(colours)).convert("RGB"))
    assert (kept[:, 25:] == (7, 8, 9)).all()
    ramp = np.unique(kept.reshape(-1, 3), axis=0).astype(int)
    assert len(ramp) == files.COLOURS
    apart = ((colours.reshape(-1, 1, 3).astype(int) - ramp) ** 2).sum(axis=2).min(axis=1)
    found = ((colours.astype(int) - kept) ** 2).sum(axis=2).ravel()
    assert np.array_equal(found, apart)
