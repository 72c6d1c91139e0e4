// Follows a report: asks its server for the cells, which answers as soon as one has changed, and replaces those that have.
const place = document.getElementById("cells");
let version = 0;
let shown = [];

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const cell = template.content.firstElementChild;
  // there where formulas can be shown
  if (window.typeset) typeset(cell);
  return cell;
}

function update(cells) {
  cells.forEach((html, i) => {
    if (shown[i] === html) return;
    const old = place.children[i];
    if (old) old.replaceWith(element(html));
    else place.append(element(html));
  });
  while (place.children.length > cells.length) place.lastElementChild.remove();
  shown = cells;
}

async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`cells?after=${version}`);
      if (!answer.ok) throw new Error(answer.statusText);
      const news = await answer.json();
      version = news.version;
      update(news.cells);
      document.body.classList.remove("lost");
    } catch {
      document.body.classList.add("lost");
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

follow();
