// Makes the pictures of a page move: figures of points turn, zoom, tell what they are, and points can be left out; where there are none,
// the whole picture zooms. The points are in the element #points as JSON; the SVG shows where there is no JavaScript.
"use strict";
(() => {
  const svg = document.querySelector("svg");
  const source = document.getElementById("points");
  // However often it is asked for, it is done once for each picture of the screen.
  const once = (work) => {
    let isWaiting = false;
    return () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        work();
      });
    };
  };
  const move = (element, handlers) => {
    // One finger or the mouse drags, two fingers or the wheel zoom, and so do the keys.
    const fingers = new Map();
    element.tabIndex = 0;
    element.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, event);
      try { element.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone */ }
    });
    element.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return handlers.hover?.(event);
      const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
      const distance = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (other) handlers.zoom(distance(event, other) / Math.max(distance(before, other), 1));
      else handlers.drag(event.clientX - before.clientX, event.clientY - before.clientY);
      fingers.set(event.pointerId, event);
    });
    for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, (event) => fingers.delete(event.pointerId));
    element.addEventListener("wheel", (event) => {
      event.preventDefault();
      handlers.zoom(Math.exp(-event.deltaY / 500));
    }, { passive: false });
    element.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: [-15, 0], ArrowRight: [15, 0], ArrowUp: [0, -15], ArrowDown: [0, 15] };
      if (steps[event.key]) handlers.drag(...steps[event.key]);
      else if (event.key === "+" || event.key === "=") handlers.zoom(1.2);
      else if (event.key === "-") handlers.zoom(1 / 1.2);
      else if (event.key === "0") handlers.reset();
      else if (!handlers.press?.(event.key)) return;
      event.preventDefault();
    });
  };

  if (!source) {
    const whole = svg.viewBox.baseVal, start = [whole.x, whole.y, whole.width, whole.height];
    const scale = () => whole.width / svg.clientWidth;
    move(svg, {
      drag: (x, y) => { whole.x -= x * scale(); whole.y -= y * scale(); },
      zoom: (factor) => {
        const [width, height] = [whole.width / factor, whole.height / factor];
        [whole.x, whole.y] = [whole.x + (whole.width - width) / 2, whole.y + (whole.height - height) / 2];
        [whole.width, whole.height] = [width, height];
      },
      reset: () => { [whole.x, whole.y, whole.width, whole.height] = start; },
    });
    return;
  }

  const figures = JSON.parse(source.textContent), sheet = svg.viewBox.baseVal;
  const form = document.forms.points, { first, all, count: counter } = form.elements, said = document.querySelector("main > output");
  const tell = (text) => { said.textContent = text; };

  // A canvas over the part of the SVG where a figure stands.
  const moving = ({ box, frames }) => {
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    const share = (length, whole) => `${100 * length / whole}%`;
    Object.assign(canvas.style, {
      left: share(box[0], sheet.width), top: share(box[1], sheet.height), width: share(box[2], sheet.width), height: share(box[3], sheet.height),
    });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", frames[0].title || document.title);
    canvas.setAttribute("aria-description", "Arrows turn, + and - zoom, 0 resets; n and p tell of points, Enter leaves one out.");
    svg.parentElement.append(canvas);

    // marks lie behind one another in the lists of the points
    let data, marks;
    const take = (number) => {
      data = frames[number];
      marks = data.marks.flatMap((mark) => Array(mark.count).fill(mark));
    };
    take(frames.length - 1);
    const home = { azimuth: data.camera[0], elevation: data.camera[1], zoom: 1, x: 0, y: 0 };
    let view = { ...home }, hidden = new Set(), pointed = -1, places = new Map();
    const isSpatial = data.z !== null, top = data.title ? 40 : 0;
    // pixels for each one of the drawing, and of the window
    const unit = () => canvas.width / box[2], ratio = () => canvas.width / Math.max(canvas.clientWidth, 1);
    const heart = () => [canvas.width / 2 + view.x * ratio(), (canvas.height + top * unit()) / 2 + view.y * ratio()];

    // The way from coordinates to the canvas, as it is seen now.
    const projection = () => {
      const sides = data.sides, middle = sides.map(([low, high]) => (low + high) / 2);
      const radius = Math.hypot(...sides.map(([low, high]) => (high - low) / 2));
      const scale = 0.46 * Math.min(canvas.width, canvas.height - top * unit()) / radius * view.zoom, [across, down] = heart();
      const [turn, tilt] = [view.azimuth, view.elevation].map((degrees) => degrees * Math.PI / 180);
      const [cosTurn, sinTurn, cosTilt, sinTilt] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt)];
      return (x, y, z) => {
        const a = x - middle[0], b = y - middle[1];
        if (!isSpatial) return { x: across + a * scale, y: down - b * scale, near: 0 };
        const c = z - middle[2], forward = a * cosTurn + b * sinTurn;
        const u = b * cosTurn - a * sinTurn, v = c * cosTilt - forward * sinTilt;
        return { x: across + u * scale, y: down - v * scale, near: (c * sinTilt + forward * cosTilt) / radius };
      };
    };
    const shown = () => data.x.map((_, i) => i).filter((i) => i - marks[i].from < first.valueAsNumber && data.x[i] !== null);

    const frame = (place) => {
      const sides = data.sides, [across, down] = heart();
      const corner = (bits) => sides.map(([low, high], axis) => (bits >> axis & 1 ? high : low));
      pen.strokeStyle = "#ccc";
      pen.fillStyle = "#555";
      sides.forEach(([low, high], axis) => {
        const corners = [...Array(1 << sides.length).keys()].filter((bits) => !(bits >> axis & 1));
        const edges = corners.map((bits) => [place(...corner(bits)), place(...corner(bits | 1 << axis))]);
        for (const [start, end] of edges) {
          pen.beginPath();
          pen.moveTo(start.x, start.y);
          pen.lineTo(end.x, end.y);
          pen.stroke();
        }
        // the lowest edge along an axis carries its name, of the last one the edge on the left
        const rank = ([a, b]) => (axis === sides.length - 1 ? a.x + b.x : -a.y - b.y);
        const [start, end] = edges.reduce((best, edge) => (rank(edge) < rank(best) ? edge : best));
        const along = (share, text, distance) => {
          const [x, y] = [start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share];
          const away = Math.hypot(x - across, y - down) || 1, [right, below] = [(x - across) / away, (y - down) / away];
          pen.textAlign = right < -0.4 ? "right" : right > 0.4 ? "left" : "center";
          pen.fillText(text, x + 0.7 * distance * unit() * right, y + distance * unit() * below);
        };
        along(0.5, data.axes[axis], 22);
        for (const share of [0.1, 0.9]) along(share, +(low + (high - low) * share).toPrecision(2), 12);
      });
    };

    const draw = once(() => {
      const pixels = window.devicePixelRatio || 1;
      canvas.width = Math.round(canvas.clientWidth * pixels);
      canvas.height = Math.round(canvas.clientHeight * pixels);
      pen.textBaseline = "middle";
      pen.textAlign = "center";
      pen.fillStyle = "#333";
      pen.font = `600 ${15 * unit()}px ${getComputedStyle(svg).fontFamily}`;
      pen.fillText(data.title, canvas.width / 2, 22 * unit(), canvas.width);
      pen.font = `${12 * unit()}px ${getComputedStyle(svg).fontFamily}`;
      pen.lineWidth = unit();
      const place = projection(), numbers = shown(), origin = place(0, 0, 0);
      frame(place);
      pen.textAlign = "center";
      places = new Map(numbers.map((i) => [i, place(data.x[i], data.y[i], isSpatial ? data.z[i] : 0)]));
      for (const i of numbers.sort((a, b) => places.get(a).near - places.get(b).near)) {
        const here = places.get(i), next = places.get(i + 1);
        pen.globalAlpha = hidden.has(i) ? 0.15 : isSpatial ? 0.7 + 0.3 * Math.max(-1, Math.min(1, here.near)) : 1;
        pen.strokeStyle = pen.fillStyle = data.colours[i];
        const other = marks[i].line === "origin" ? origin : marks[i].line === "next" && next && !hidden.has(i + 1) && marks[i + 1] === marks[i] && next;
        if (other && !hidden.has(i)) {
          pen.lineWidth = 1.6 * unit();
          pen.beginPath();
          pen.moveTo(here.x, here.y);
          pen.lineTo(other.x, other.y);
          pen.stroke();
        }
        pen.beginPath();
        pen.arc(here.x, here.y, marks[i].radius * unit() * (1 + 0.3 * here.near) * (i === pointed ? 1.6 : 1), 0, 7);
        pen.fill();
        pen.globalAlpha = 1;
        if (data.labels[i]) {
          pen.fillStyle = "#333";
          pen.fillText(data.labels[i], here.x, here.y - 2 * marks[i].radius * unit());
        }
      }
    });

    const about = (i) => {
      const [x, y, z] = [data.x[i], data.y[i], isSpatial ? data.z[i] : 0];
      const parts = [`${marks[i].noun} ${i - marks[i].from}`, `norm ${Math.hypot(x, y, z).toPrecision(4)}`, `angle ${(Math.atan2(y, x) * 180 / Math.PI).toFixed(1)}°`];
      if (isSpatial) parts.push(`elevation ${(Math.atan2(z, Math.hypot(x, y)) * 180 / Math.PI).toFixed(1)}°`);
      for (const { name, values } of marks[i].told) parts.push(`${name} ${values[i - marks[i].from]?.toPrecision(4) ?? "–"}`);
      return parts.join(" · ") + (hidden.has(i) ? " · left out" : "");
    };
    const nearest = (event) => {
      const edge = canvas.getBoundingClientRect(), [x, y] = [(event.clientX - edge.left) * ratio(), (event.clientY - edge.top) * ratio()];
      let [found, least] = [-1, 14 * ratio()];
      for (const [i, there] of places) {
        const distance = Math.hypot(there.x - x, there.y - y);
        if (distance < least) [found, least] = [i, distance];
      }
      return found;
    };
    const point = (i) => {
      pointed = i;
      tell(i < 0 ? "" : about(i));
      draw();
    };

    const toggle = (i) => {
      hidden.has(i) ? hidden.delete(i) : hidden.add(i);
      point(i);
    };

    let pressed = null;
    canvas.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; });
    canvas.addEventListener("click", (event) => {
      const isDrag = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 4, i = nearest(event);
      if (!isDrag && i >= 0) toggle(i);
    });
    move(canvas, {
      hover: (event) => {
        const i = nearest(event);
        if (i !== pointed) point(i);
      },
      drag: (x, y) => {
        if (isSpatial) {
          view.azimuth -= x / 2;
          view.elevation = Math.max(-90, Math.min(90, view.elevation + y / 2));
        } else {
          view.x += x;
          view.y += y;
        }
        draw();
      },
      zoom: (factor) => { view.zoom = Math.max(0.2, Math.min(50, view.zoom * factor)); draw(); },
      reset: () => { view = { ...home }; draw(); },
      press: (key) => {
        const numbers = shown(), step = { n: 1, p: -1 }[key];
        if (step && numbers.length > 0) point(numbers.at((numbers.indexOf(pointed) + step) % numbers.length));
        else if (key === "Enter" && pointed >= 0) toggle(pointed);
        else return false;
        return true;
      },
    });
    new ResizeObserver(draw).observe(canvas);
    return { draw, show: (i) => { take(i); draw(); }, all: () => { hidden.clear(); draw(); } };
  };

  first.max = first.value = counter.value = Math.max(...figures.flatMap(({ frames }) => frames.flatMap((frame) => frame.marks.map(({ count }) => count))));
  form.hidden = false;
  const parts = figures.map(moving);
  first.addEventListener("input", () => {
    counter.value = first.value;
    for (const part of parts) part.draw();
  });
  all.addEventListener("click", () => { for (const part of parts) part.all(); });
  document.addEventListener("frame", (event) => { for (const part of parts) part.show(event.detail); });
  for (const part of parts) part.draw();
})();
