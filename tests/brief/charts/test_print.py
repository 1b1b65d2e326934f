"""A figure on paper: Typst sets it with the fonts it carries and no others."""

import json
from io import BytesIO

import made_charts as made
import pytest
import typst
from pypdf import PdfReader

from minilateral.brief.charts import render


@pytest.mark.parametrize("name", made.NAMES)
def test_typst_sets_the_figure_in_its_own_font(name):
    figure = made.of_group("japan-korea-us")[name]
    source = (
        f'#image(bytes({json.dumps(render.svg(figure.spec, "print"), ensure_ascii=False)}), format: "svg", width: 10cm)'
    )
    page = typst.compile(source.encode(), ignore_system_fonts=True)
    reader = PdfReader(BytesIO(page))
    text = reader.pages[0].extract_text()
    labels = {
        "timeline": "Leaders",
        "consultation": "All levels",
        "completeness": "13 of 22",
        "response": "by chance",
        "integration": "Missile defence",
        "capacity": "Head of government",
        "signalling": "no joint text",
    }
    assert labels.get(name, "Foreign ministers") in text
    fonts = set()
    for page_ in reader.pages:
        fonts |= _fonts(page_["/Resources"])
    assert fonts
    assert all("LibertinusSerif" in font for font in fonts)


def _fonts(resources):
    found = {str(font.get_object()["/BaseFont"]) for font in resources.get("/Font", {}).values()}
    for inner in resources.get("/XObject", {}).values():
        part = inner.get_object()
        if "/Resources" in part:
            found |= _fonts(part["/Resources"])
    return found
