/* What Folium's script calls: provinces, marks and buttons of a map. Every text goes in as textContent. */
"use strict";

window.khabuanMap = (() => {
  const SHAPES = {
    diamond: '<path d="M14 2 26 14 14 26 2 14z"/>',
    square: '<path d="M4 4h20v20H4z"/>',
    circle: '<circle cx="14" cy="14" r="11"/>',
    many: '<path d="M14 27C8 20 4 16 4 11a10 10 0 0 1 20 0c0 5-4 9-10 16z"/>',
    team: '<path d="M14 3 25 24H3z"/>',
  };

  /* A name that has no English is Thai on an English map too: voices and fonts are told. */
  const markThai = (made, text) => {
    if (document.documentElement.lang !== "th" && /[\u0e01-\u0e5b]/.test(text || "")) made.lang = "th";
  };

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    markThai(made, text);
    return made;
  };

  /* The picture of a mark is one of ours, so it may be set as markup; words never are. */
  const icon = (shape) =>
    L.divIcon({
      className: `mk ${shape}`,
      html: `<svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">${SHAPES[shape] || SHAPES.many}</svg>`,
      iconSize: [44, 44],
    });

  const card = (row) => {
    const box = element("div", "flow n-2");
    const title = element("p", "b");
    if (row.href) {
      const link = element("a", "", row.name);
      link.href = row.href;
      title.append(link);
    } else {
      title.textContent = row.name;
    }
    box.append(title);
    for (const line of row.lines) if (line) box.append(element("p", "small", line));
    return box;
  };

  const mark = (row) => {
    const made = L.marker([row.lat, row.lon], { icon: icon(row.shape), alt: row.name, title: row.name });
    made.on("add", () => made.getElement() && markThai(made.getElement(), row.name));
    return made.bindPopup(() => card(row));
  };

  /* Rows travel without keys; this is their order, the same as in programmes/maps.py. */
  const read = ([lat, lon, shape, name, href, ...lines]) => ({ lat, lon, shape, name, href, lines });

  const points = (map, url, words) => {
    const layer = L.markerClusterGroup({
      showCoverageOnHover: false,
      maxClusterRadius: 44,
      spiderfyOnMaxZoom: true,
      iconCreateFunction: (cluster) =>
        L.divIcon({ className: "mk clus", html: String(cluster.getChildCount()), iconSize: [44, 44] }),
    });
    fetch(url, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((data) => {
        layer.addLayers(data.rows.map(read).map(mark));
        if (data.bounds) map.fitBounds(data.bounds, { padding: [24, 24], maxZoom: 11 });
        map.getContainer().dataset.ready = String(data.rows.length);
      })
      .catch(() => {
        const notice = element("p", "ban off", words.failed);
        notice.setAttribute("role", "status");
        map.getContainer().after(notice);
      });
    return layer;
  };

  const province = (feature, layer) => {
    const { words, href, step } = feature.properties;
    if (words) layer.bindTooltip(() => element("span", "", words), { sticky: true });
    if (href) layer.on("click", () => window.location.assign(href));
    layer.options.className = `prov ${step}`;
  };

  const furniture = (map, words) => {
    L.control.zoom({ zoomInTitle: words.in, zoomOutTitle: words.out }).addTo(map);
    map.attributionControl.setPrefix(false).addAttribution(words.credit);
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", words.name);
    // Scrolling the page must not zoom the map that lies under the finger.
    map.scrollWheelZoom.disable();
    map.once("focus click", () => map.scrollWheelZoom.enable());
  };

  return { points, province, furniture };
})();
