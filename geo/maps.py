"""How a map is built: Folium, without its pages, its styles or anything from another host.

Folium's own page brings inline styles, a viewport that forbids zoom and scripts from elsewhere; here only
the map's element and its script are taken. The script is served from an address of its own, so pages keep
a security policy without inline scripts. Texts reach the map as data and are written with textContent
(``static/map/map.js``), never as HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import folium
from branca.element import Figure, MacroElement
from folium.map import Layer
from folium.template import Template
from folium.utilities import JsCode

# South-west and north-east corner of Thailand in degrees: latitude, longitude.
THAILAND = ((5.5, 97.2), (20.6, 105.8))


@dataclass(frozen=True)
class MapParts:
    """What a page needs of a map: its element, and the script that fills it."""

    html: str
    script: str


class PlainMap(folium.Map):
    """A Folium map that links no files and has a stable element id."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []

    def __init__(self, name: str, bounds: tuple[tuple[float, float], tuple[float, float]] = THAILAND) -> None:
        super().__init__(tiles=None, zoom_control=False, attribution_control=True, zoom_snap=0.25)
        # Folium leaves these to the tiles; without tiles clusters need them here.
        self.options |= {"min_zoom": 4, "max_zoom": 14}
        self._id = name
        self.fit_bounds(bounds)


class Provinces(folium.GeoJson):
    """Province outlines, each with a class of the five map steps.

    ``steps`` maps a province code to a CSS class, ``words`` to its tooltip, ``links`` to an address.
    """

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []

    def __init__(
        self,
        geojson: dict[str, Any],
        *,
        steps: Mapping[str, str],
        words: Mapping[str, str],
        links: Mapping[str, str],
    ) -> None:
        features = [
            {
                **feature,
                "id": feature["properties"]["code"],
                "properties": {
                    "words": words.get(feature["properties"]["code"], ""),
                    "href": links.get(feature["properties"]["code"], ""),
                    "step": steps.get(feature["properties"]["code"], "m0"),
                },
            }
            for feature in geojson["features"]
        ]
        super().__init__(
            {"type": "FeatureCollection", "features": features},
            style_function=self._style,
            on_each_feature=JsCode("khabuanMap.province"),
            control=False,
            smooth_factor=0.5,
        )
        self._id = "provinces"

    @staticmethod
    def _style(feature: dict[str, Any]) -> dict[str, Any]:
        """Colours come from the style sheet; the class says which."""
        return {"className": f"prov {feature['properties']['step']}", "weight": 1, "fillOpacity": 1}


class Points(Layer):
    """Marks fetched from ``url`` as compact rows and clustered in the browser."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = khabuanMap.points(
            {{ this._parent.get_name() }}, {{ this.url|tojson }}, {{ this.words|tojson }}
        );
        {% endmacro %}
        """
    )

    def __init__(self, url: str, words: Mapping[str, str]) -> None:
        super().__init__(name="points", control=False)
        self._name, self._id = "marks", "points"
        self.url, self.words = url, dict(words)


class Furniture(MacroElement):
    """Zoom buttons with words a screen reader says, and the credit of the outlines."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        khabuanMap.furniture({{ this._parent.get_name() }}, {{ this.words|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._name, self._id = "Furniture", "furniture"
        self.words = dict(words)


class Pin(MacroElement):
    """One mark that is set by a tap, moved by dragging or by the arrow keys (``static/map/pin.js``)."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        khabuanMap.pin({{ this._parent.get_name() }}, {{ this.words|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._name, self._id = "Pin", "pin"
        self.words = dict(words)


def add_tiles(plain_map: PlainMap, url: str, attribution: str) -> None:
    """Lay the operator's tile server under the map; without one there are no tiles."""
    layer = folium.TileLayer(tiles=url, attr=attribution or urlsplit(url).netloc, control=False)
    layer._id = "tiles"
    layer.add_to(plain_map)


def parts(plain_map: PlainMap) -> MapParts:
    """Element and script of a map; Folium's header (styles, viewport) is left out.

    The same map gives the same text, so that browsers and caches can keep it.
    """
    figure = Figure()
    figure.add_child(plain_map)
    for child in plain_map._children.values():
        if child.get_name().startswith("fit_bounds"):
            child._id = "bounds"
    plain_map.render()
    return MapParts(html=figure.html.render(), script=figure.script.render())
