import Catalogue
import Syntax

/// The language in a page, for `?syntax`. A reserved word or an operator as the topic leads here, too.
enum SyntaxTopic {
  static func page(_ topic: String) -> HelpPage? {
    let isSign = rows.contains { $0.name.split(separator: " ").contains(topic[...]) } && !topic.contains { $0.isLetter || $0.isNumber }
    guard isSign || (["syntax", "input", "import"] + reservedWords).contains(topic) else { return nil }
    return HelpPage(name: "syntax", origin: "", summary: "", sections: [HelpPage.Section(title: "Forms", rows: rows)])
  }

  private static let rows: [HelpPage.Row] = [
    ("let a = 1, b = 2", "names; `var` makes one that = and += change"),
    ("func f(x, by: 1) { x + by }", "a function; the last expression is its value, by: 1 a default"),
    ("f(2, by: 3)", "arguments by position first, then by label"),
    ("{ i in i^2 }", "a closure, as is { $0^2 }; behind a call it fills the last parameter, of train the loss: map(0..<5) { i in i^2 }"),
    ("if c { a } else { b }", "a choice, also as a value; of tensors, where(c, a, b)"),
    ("for i in 0..<n { … }", "a loop, as is while c { … }; break, continue"),
    ("try { … } catch e { … }", "what to do when something fails"),
    ("[1, 2]", "a list; tensor([1, 2]) has arithmetic"),
    ("(n: 90, h: 3)", "a record; r.n reads"),
    ("\"n = \\(n)\"", "text with a value in it"),
    ("x[0] x[-1] x[:, 1] x[2...]", "elements, the last, a column, all from the third on"),
    ("x[x > 5]", "elements where a comparison holds, also to set them; where(x > 5, x, 0) keeps the shape"),
    ("+ - * / % ^", "arithmetic, element by element on tensors; ^ is a power, % has the divisor's sign"),
    ("@", "product of matrices and vectors; W.T is the transpose"),
    ("== != < <= > >= && || !", "comparisons and logic; on tensors they give 0 and 1"),
    ("// ///", "a comment; documentation of what follows, which ? shows"),
    ("train(m, adam, 10);", "a ; at the end hides the value; between statements it separates"),
    ("input scale = 0.05", "a script's parameter: tegum s.tg --scale 0.02"),
    ("import \"file.tg\"", "runs another file and binds what it declares"),
  ]
}
