// Makes the picture of a page move: points turn, zoom, tell what they are and can be left out; every other picture zooms.
// The points are in the element #points as JSON; the SVG shows where there is no JavaScript.
"use strict";
(() => {
  const svg = document.querySelector("svg");
  const source = document.getElementById("points");
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
      else return;
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

  const data = JSON.parse(source.textContent);
  const count = data.x.length, isSpatial = data.z !== null;
  const form = document.forms.points, canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  const [first, all, said] = [form.elements.first, form.elements.all, document.querySelector("output")];
  const home = { azimuth: data.camera[0], elevation: data.camera[1], zoom: 1, x: 0, y: 0 };
  let view = { ...home }, hidden = new Set(), pointed = -1;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", document.title);
  svg.replaceWith(canvas);
  const heading = document.querySelector("h1");
  heading.hidden = !heading.textContent;
  form.hidden = false;
  first.max = first.value = count;

  const sides = data.sides, middle = sides.map(([low, high]) => (low + high) / 2);
  const radius = Math.hypot(...sides.map(([low, high]) => (high - low) / 2));
  const place = (x, y, z) => {
    const scale = 0.46 * Math.min(canvas.width, canvas.height) / radius * view.zoom;
    const [a, b, c] = [x - middle[0], y - middle[1], (z ?? 0) - (middle[2] ?? 0)];
    let [u, v, near] = [a, b, 0];
    if (isSpatial) {
      const [turn, tilt] = [view.azimuth * Math.PI / 180, view.elevation * Math.PI / 180];
      const forward = a * Math.cos(turn) + b * Math.sin(turn);
      u = b * Math.cos(turn) - a * Math.sin(turn);
      v = c * Math.cos(tilt) - forward * Math.sin(tilt);
      near = c * Math.sin(tilt) + forward * Math.cos(tilt);
    }
    return { x: canvas.width / 2 + (u * scale) + view.x * ratio(), y: canvas.height / 2 - v * scale + view.y * ratio(), near: near / radius };
  };
  const ratio = () => canvas.width / Math.max(canvas.clientWidth, 1);
  const shown = () => data.x.map((_, i) => i).filter((i) => i < first.valueAsNumber && data.x[i] !== null);
  const at = (i) => place(data.x[i], data.y[i], isSpatial ? data.z[i] : 0);

  const frame = () => {
    const corner = (bits) => sides.map(([low, high], axis) => (bits >> axis & 1 ? high : low));
    pen.strokeStyle = "#ccc";
    pen.fillStyle = "#555";
    for (let bits = 0; bits < 1 << sides.length; bits++) {
      for (let axis = 0; axis < sides.length; axis++) {
        if (bits >> axis & 1) continue;
        const [start, end] = [place(...corner(bits)), place(...corner(bits | 1 << axis))];
        pen.beginPath();
        pen.moveTo(start.x, start.y);
        pen.lineTo(end.x, end.y);
        pen.stroke();
        // the three edges that meet in the first corner carry the names
        if (bits !== 0) continue;
        const along = (share, text) => {
          const [x, y] = [start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share];
          const away = Math.hypot(x - canvas.width / 2, y - canvas.height / 2) || 1;
          const [right, down] = [(x - canvas.width / 2) / away, (y - canvas.height / 2) / away];
          pen.textAlign = right < -0.4 ? "right" : right > 0.4 ? "left" : "center";
          pen.fillText(text, x + 10 * ratio() * right, y + 14 * ratio() * down);
        };
        along(0.5, data.axes[axis]);
        const [low, high] = sides[axis];
        for (const share of [0.1, 0.9]) along(share, +(low + (high - low) * share).toPrecision(2));
      }
    }
  };

  const draw = () => {
    const pixels = window.devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * pixels);
    canvas.height = Math.round(canvas.clientHeight * pixels);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.font = `${12 * ratio()}px sans-serif`;
    pen.textAlign = "center";
    pen.lineWidth = ratio();
    frame();
    pen.textAlign = "center";
    const numbers = shown(), places = new Map(numbers.map((i) => [i, at(i)]));
    const size = (count <= 12 ? 6 : count <= 120 ? 4.5 : 2.5) * ratio();
    for (const i of numbers.sort((a, b) => places.get(a).near - places.get(b).near)) {
      const here = places.get(i), next = places.get(i + 1);
      pen.globalAlpha = hidden.has(i) ? 0.15 : isSpatial ? 0.7 + 0.3 * Math.max(-1, Math.min(1, here.near)) : 1;
      pen.strokeStyle = pen.fillStyle = data.colours[i];
      if (data.joined && next && !hidden.has(i) && !hidden.has(i + 1)) {
        pen.lineWidth = 1.6 * ratio();
        pen.beginPath();
        pen.moveTo(here.x, here.y);
        pen.lineTo(next.x, next.y);
        pen.stroke();
      }
      pen.beginPath();
      pen.arc(here.x, here.y, size * (1 + 0.3 * here.near) * (i === pointed ? 1.6 : 1), 0, 7);
      pen.fill();
      pen.globalAlpha = 1;
      if (data.labels[i]) {
        pen.fillStyle = "#333";
        pen.fillText(data.labels[i], here.x, here.y - 1.6 * size);
      }
    }
  };

  const about = (i) => {
    const [x, y, z] = [data.x[i], data.y[i], isSpatial ? data.z[i] : 0];
    const parts = [`${data.noun} ${i}`, `norm ${Math.hypot(x, y, z).toPrecision(4)}`, `angle ${(Math.atan2(y, x) * 180 / Math.PI).toFixed(1)}°`];
    if (isSpatial) parts.push(`elevation ${(Math.atan2(z, Math.hypot(x, y)) * 180 / Math.PI).toFixed(1)}°`);
    if (data.values) parts.push(`value ${data.values[i]?.toPrecision(4)}`);
    return parts.join(" · ") + (hidden.has(i) ? " · left out" : "");
  };
  const nearest = (event) => {
    const box = canvas.getBoundingClientRect(), [x, y] = [(event.clientX - box.left) * ratio(), (event.clientY - box.top) * ratio()];
    const found = shown().map((i) => [Math.hypot(at(i).x - x, at(i).y - y), i]).sort((a, b) => a[0] - b[0])[0];
    return found && found[0] < 14 * ratio() ? found[1] : -1;
  };
  const point = (i) => {
    pointed = i;
    said.textContent = i < 0 ? "" : about(i);
    draw();
  };

  let pressed = null;
  canvas.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; });
  canvas.addEventListener("click", (event) => {
    const isDrag = pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 4, i = nearest(event);
    if (isDrag || i < 0) return;
    hidden.has(i) ? hidden.delete(i) : hidden.add(i);
    point(i);
  });
  move(canvas, {
    hover: (event) => point(nearest(event)),
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
  });
  first.addEventListener("input", () => { form.elements.count.value = first.value; draw(); });
  all.addEventListener("click", () => { hidden.clear(); draw(); });
  form.elements.count.value = count;
  new ResizeObserver(draw).observe(canvas);
  draw();
})();
