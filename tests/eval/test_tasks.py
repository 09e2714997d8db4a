import importlib

import pytest
from eval.__main__ import TASKS, lines


@pytest.mark.parametrize("task", sorted(TASKS))
def test_every_task_has_a_module_that_runs_on_a_folder(task):
    assert callable(importlib.import_module(f"eval.{task}").run)


def test_nested_scores_are_laid_out_by_dotted_name():
    assert lines({"gold": {"conll_f1": 70.1}, "targets": 6}) == [
        f"{'gold.conll_f1':24} 70.1",
        f"{'targets':24} 6",
    ]


def test_a_list_is_laid_out_one_to_a_line():
    assert lines({"worst": ["first", "second"]}) == [f"{'worst.1':24} first", f"{'worst.2':24} second"]
