// Shows the formulas in an element as mathematics: LaTeX as MathML, by KaTeX.
function typeset(element) {
  for (const formula of element.querySelectorAll("x-equation")) {
    const displayMode = formula.getAttribute("type") === "display";
    katex.render(formula.textContent, formula, { output: "mathml", displayMode, throwOnError: false });
  }
}

typeset(document);
