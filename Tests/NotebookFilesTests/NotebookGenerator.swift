import JSONSyntax

@testable import NotebookFiles

/// Notebooks and scripts by chance, made of what is hard to keep.
struct NotebookGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

  private static let pieces = [
    "let a = 1", "\n", "\n\n", "// %%", "// %% [markdown] x", "// \\%% y", "// \\\\%%", "// %%%", "//%%", "  // %% in", "\"// %% in\"",
    "/* a", "*/", "/* // %%\n// %% b */", "\"", "θ = 2", "😀", "e\u{301}", "\u{FEFF}", "\r", "\r\n", "#!", "// text", "//", "/// doc", " ",
    "\t",
    "%%", "%% x", "\\%% z", "# Head", "- item", "$x^2$", "{", "}", "\u{2028}", "func f(x) { x }",
  ]

  mutating func text() -> String {
    var text = ""
    for _ in 0..<below(7) { text += pick(Self.pieces) + (below(2) == 0 ? "\n" : "") }
    return text
  }

  private mutating func metadata() -> [JSON.Member] {
    var members: [JSON.Member] = []
    let titles = ["Title", "two words", " blank", "a {b", "a {b}", "[raw] x", "id=a", "x id=b", "line\nbreak", "", "ü 😀", "a  b", "}", "{"]
    if below(2) == 0 { members.append(JSON.Member("title", .string(pick(titles)))) }
    if below(3) == 0 { members.append(JSON.Member("tags", .array([.string(pick(["a", "} id=x", "\\", "\""]))]))) }
    if below(4) == 0 { members.append(JSON.Member(pick(["n", "ü", " ", "x y"]), pick([.null, .integer(-3), .number(0.5), .bool(true)]))) }
    if below(9) == 0 { members.append(JSON.Member("jupyter", ["source_hidden": .bool(true), "deep": ["a": .array([])]])) }
    return members
  }

  private mutating func cell(_ place: Int) -> Notebook.Cell {
    let attachments: JSON? = below(4) == 0 ? ["a.png": ["image/png": .string("AAAA")]] : nil
    let outputs: [JSON] = [
      ["name": .string("stdout"), "output_type": .string("stream"), "text": .array([.string(text())])],
      ["data": ["text/plain": .string(text())], "metadata": [:], "output_type": .string("display_data")],
    ]
    let kind: Notebook.Cell.Kind =
      switch below(4) {
      case 0: .markdown(attachments: attachments)
      case 1: .raw(attachments: attachments)
      default: .code(outputs: below(2) == 0 ? [] : outputs, count: below(2) == 0 ? nil : below(9))
      }
    let id = below(3) == 0 ? "id_\(place)-x" : Notebook.id(place)
    return Notebook.Cell(kind, id: id, text: text(), metadata: metadata())
  }

  mutating func notebook() -> Notebook {
    var cells: [Notebook.Cell] = []
    for place in 0..<below(6) { cells.append(cell(place)) }
    let own = JSON.Member("tegum", ["hashBang": .string(pick(["#!/usr/bin/env tegum", "none", "#!a\nb"]))])
    let metadata = pick([Notebook.language, [], metadata(), Notebook.language + [own]])
    return Notebook(cells: cells, metadata: metadata)
  }

  mutating func script() -> String {
    var script = below(5) == 0 ? "#!/usr/bin/env tegum\n" : ""
    for _ in 0..<below(5) {
      if below(4) > 0 { script += pick(["// %%\n", "// %% [markdown] a\n", "// %% [raw]\n", "// %% b {\"n\": 1} id=c\n", "// %%\r\n"]) }
      script += text()
    }
    return script
  }
}

extension Notebook {
  /// What a script keeps.
  var withoutOutputs: Notebook {
    var notebook = self
    for i in cells.indices { if case .code = cells[i].kind { notebook.cells[i].kind = .code(outputs: [], count: nil) } }
    return notebook
  }
}
