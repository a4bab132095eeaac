"""Every page type answers everybody, in Thai, with a way back and words for search engines."""

import re

import pytest

TYPES = [
    "home", "programme", "open houses", "open house", "past open house", "stories", "story", "content",
    "site", "team", "province", "region", "find",
]  # fmt: skip


@pytest.mark.parametrize("kind", TYPES)
def test_every_page_type_answers(world, public, kind):
    response = public.get(world.addresses()[kind])
    text = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="th">' in text
    assert text.count("<h1") == 1
    assert '<link rel="canonical" href="http://testserver/th/' in text
    assert 'property="og:title"' in text
    assert re.search(r'<meta name="description" content="[^"]{10,}"', text)
    assert not response.cookies
