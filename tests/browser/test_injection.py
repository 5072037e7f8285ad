"""Hostile text in every field, in a real browser, with the content-security policy switched off."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.handmade import KINDS, PAYLOADS, hostile_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=range(len(PAYLOADS)))
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory.mktemp("hostile"), PAYLOADS[request.param])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_and_nothing_is_fetched(visit: Any, hostile: Path, kind: str) -> None:
    seen = visit((hostile / KINDS[kind]).as_uri(), bypass_csp=True)
    seen.page.evaluate(
        """() => { for (const one of document.querySelectorAll('*'))
                     for (const name of ['mouseover', 'focus', 'load', 'error', 'toggle'])
                       one.dispatchEvent(new Event(name)); }"""
    )
    assert seen.page.evaluate("window.pwned === undefined")
    assert seen.console == []
    assert all(url.startswith(hostile.as_uri()) for url in seen.requests), seen.requests
