/* The small map on which a log's place is chosen. Its page talks to it by events of the map's element:
   "place-set" (detail: latitude and longitude, or null) and "place-centre" come in, "place-chosen" goes out. */
"use strict";

window.khabuanMap.pin = (map, words) => {
  const container = map.getContainer();
  const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const STEP = 6; // pixels of the screen: zooming in makes it finer
  // Outlines alone tell nothing about a village: so far in that the province is still seen.
  const CLOSE = words.tiles ? 14 : 9;
  let pin = null;

  const tell = () => {
    const { lat, lng } = pin.getLatLng().wrap();
    container.dispatchEvent(new CustomEvent("place-chosen", { detail: [lat, lng] }));
  };

  const put = (place) => {
    if (pin) {
      pin.setLatLng(place);
      return;
    }
    const icon = L.divIcon({
      className: "mk many on",
      html: '<svg viewBox="0 0 28 28" aria-hidden="true" focusable="false"><path d="M14 27C8 20 4 16 4 11a10 10 0 0 1 20 0c0 5-4 9-10 16z"/></svg>',
      iconSize: [44, 44],
      // The point of the drop, not the middle of its disc.
      iconAnchor: [22, 36],
    });
    pin = L.marker(place, { icon, draggable: true, autoPan: true, title: words.pin }).addTo(map);
    pin.on("dragend", tell);
    pin.getElement().addEventListener("keydown", move);
  };

  const move = (event) => {
    const way = MOVES[event.key];
    if (!way) return;
    // Neither the page nor the map under the pin moves too.
    event.preventDefault();
    event.stopPropagation();
    const here = map.latLngToContainerPoint(pin.getLatLng());
    pin.setLatLng(map.containerPointToLatLng(here.add([way[0] * STEP, way[1] * STEP])));
    map.panInside(pin.getLatLng(), { padding: [48, 48] });
    tell();
  };

  const choose = (place) => {
    put(place);
    tell();
  };

  container.addEventListener("place-set", ({ detail }) => {
    if (!detail) {
      pin?.remove();
      pin = null;
      return;
    }
    put(detail);
    map.setView(detail, Math.max(map.getZoom(), CLOSE));
  });
  container.addEventListener("place-centre", () => choose(map.getCenter()));
  map.on("click", ({ latlng }) => choose(latlng));

  const { near, zoom } = container.dataset;
  if (near) map.setView(near.split(",").map(Number), Math.min(Number(zoom), CLOSE));
  L.control.scale({ imperial: false }).addTo(map);
  container.dataset.ready = "1";
};
