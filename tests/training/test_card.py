from pathlib import Path

import pytest
from training import card

SHIPS = Path(__file__).parents[2] / "src" / "dateline" / "resources" / "model"


@pytest.fixture
def told():
    return {
        "name": "tiny",
        "version": "9",
        "made": {
            "command": "python -m training --seed 0", "commit": "abc", "seed": 0, "epochs": 2, "epoch": 2,
            "seconds": 125, "machine": "a processor, 2 cores", "exported_at": "def",
        },
        "bytes": {"encoder.onnx": 1_500_000},
        "files": {"encoder.onnx": "ab" * 32},
        "trained_on": {
            "Treebank": {"layers": "trees", "licence": "CC BY 4.0", "use": "train", "source": "https://example.org",
                         "sha256": "cd" * 32}
        },
        "scores": {"las": 90.44, "happened_r": 0.8125, "of_its_own": 1.0},
        "float": {"las": 90.5, "happened_r": 0.8131},
        "int8_loses": {"happened_r": 0.0006, "las": 0.06},
        "genres": {"gum.news": {"sentences": 119, "upos": 97.0, "las": 88.0}},
        "speed": {"words_per_second": 9000, "machine": "a processor, 2 cores"},
    }  # fmt: skip


def test_the_card_tells_scores_data_files_and_making(told):
    page = card.page(told)
    for line in (
        "| web | labelled arcs (LAS) | EWT dev | 90.5 | 90.4 |",
        "| gum, news | 119 | 97.0 |  | 88.0 |  |  |",
        "| [Treebank](https://example.org) | trees | CC BY 4.0 | train | `cdcdcdcdcdcd` |",
        f"| `encoder.onnx` | 1,500,000 | `{'ab' * 32}` |",
        "epoch 2 of 2, 2 minutes in all on a processor, 2 cores",
        "the largest loss is 0.0006 (happened_r)",
    ):
        assert line in page


def test_correlations_keep_three_places_and_new_scores_are_not_lost(told):
    table = card.scores(told)
    assert "| 0.813 | 0.812 |" in table
    assert "|  | of_its_own |  |  | 1.0 |" in table


def test_what_was_not_noted_is_said_not_guessed(told):
    told["made"] |= {"seconds": None, "commit": ""}
    assert "at commit not noted" in card.page(told)
    assert "not noted minutes" in card.page(told)


def test_the_table_between_its_marks_is_made_anew_and_nothing_else(told):
    page = f"before\n{card.BEGIN}\nold\n{card.END}\nafter"
    assert card.with_block(page, told) == f"before\n{card.block(told)}\nafter"
    assert card.with_block(card.with_block(page, told), told) == card.with_block(page, told)


def test_the_card_that_ships_is_that_of_the_model_that_ships():
    assert (SHIPS / "MODEL_CARD.md").read_text(encoding="utf-8") == card.page(card.read(SHIPS)), AGAIN


def test_the_page_about_the_model_has_the_scores_of_the_model_that_ships():
    assert card.block(card.read(SHIPS)) in card.PAGE.read_text(encoding="utf-8"), AGAIN


AGAIN = "run: python -m training card"
