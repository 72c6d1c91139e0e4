// Shows the frames of a page one after another: their lines of SVG are in the element #frames as JSON. An event "frame" tells others.
"use strict";
(() => {
  const source = document.getElementById("frames");
  if (!source) return;
  const { lines, frames, seconds } = JSON.parse(source.textContent);
  const svg = document.querySelector("svg"), form = document.forms.frames;
  const { frame: slider, play, number } = form.elements;
  let started = null;

  const show = (i) => {
    slider.value = i;
    number.value = `${i + 1} of ${frames.length}`;
    svg.innerHTML = frames[i].map((line) => lines[line]).join("\n");
    document.dispatchEvent(new CustomEvent("frame", { detail: i }));
  };
  const stop = () => {
    started = null;
    play.textContent = "play";
  };
  const turn = (now) => {
    if (!started) return;
    // the time of the picture under way may lie before the click
    const i = Math.floor(Math.max(0, now - started.time) / 1000 / seconds + started.frame) % frames.length;
    if (i !== slider.valueAsNumber) show(i);
    requestAnimationFrame(turn);
  };
  play.addEventListener("click", () => {
    if (started) return stop();
    // from the beginning where it has come to its end
    const frame = slider.valueAsNumber === frames.length - 1 ? 0 : slider.valueAsNumber;
    started = { time: performance.now(), frame };
    play.textContent = "pause";
    requestAnimationFrame(turn);
  });
  slider.addEventListener("input", () => {
    stop();
    show(slider.valueAsNumber);
  });
  slider.max = frames.length - 1;
  form.hidden = false;
  show(frames.length - 1);
})();
