"""Words of vocabularies: every spelling names its row, and no text breaks the reading."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.models import IssueArea
from programmes.intake.headers import label_key
from programmes.intake.vocabulary import Words, read_group, read_issues
from programmes.models import LearnerGroup, Method
from tests.factories.programmes import the_programme

ANY_WORDS = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["แกนนำประเด็น", "(", ")", "สวัสดิการ", "บ้านมั่นคง", ",", "/", " และ ", "ผู้นำ", "สมาชิก", "ก", "-"]
    ),
    max_size=8,
).map("".join)
NO_FIXTURE_AGAIN = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def words(db: None) -> dict[str, Words]:
    """Words of all three vocabularies."""
    the_programme()
    models = {"groups": LearnerGroup, "issues": IssueArea, "methods": Method}
    return {name: Words(model.objects.all()) for name, model in models.items()}


def spellings(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Each spelling with the key of its row."""
    return [
        (word, row.key) for row in rows for word in (row.key, row.name_th, row.name_en, *row.aliases) if word
    ]


@pytest.mark.parametrize("vocabulary", ["groups", "issues", "methods"])
def test_every_spelling_names_its_row_with_spaces_dots_and_capitals_as_they_come(
    vocabulary: str, words: dict[str, Words]
) -> None:
    known = words[vocabulary]
    for word, key in spellings(known.rows):
        for written in (word, f" {word} ", word.upper(), f"{word}ฯ", f"{word}."):
            assert known.find(written) == key, written


def test_an_issue_in_brackets_behind_a_group_is_read_for_every_spelling(words: dict[str, Words]) -> None:
    for word, key in spellings(words["issues"].rows):
        if not set(word) & set("()/,"):
            found = read_group(f"แกนนำประเด็น({word})", words["groups"], words["issues"])
            assert (found.group, found.issues, found.unknown_issues) == ("issue-specialist", (key,), ()), word


@given(text=ANY_WORDS)
@NO_FIXTURE_AGAIN
def test_any_text_names_known_rows_or_none(text: str, words: dict[str, Words]) -> None:
    known, unknown = read_issues(text, words["issues"])
    assert set(known) <= words["issues"].by_key.keys()
    assert len(known) == len(set(known))
    assert all(label_key(word) == label_key(word.strip()) for word in unknown)
    found = read_group(text, words["groups"], words["issues"])
    assert found.group is None or found.group in words["groups"].by_key
    assert found.group is not None or not (found.issues or found.unknown_issues)


@given(text=st.sampled_from(["ผู้นำ", "แกนนำ"]), space=st.sampled_from(["", " ", "ฯ", "."]))
@NO_FIXTURE_AGAIN
def test_a_bare_leader_is_of_no_group(text: str, space: str, words: dict[str, Words]) -> None:
    assert read_group(f"{text}{space}", words["groups"], words["issues"]).group is None
