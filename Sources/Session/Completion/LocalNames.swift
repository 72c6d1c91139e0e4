import Syntax

/// Names that the text before the cursor declares itself: of `let`, `var`, `for`, `func`, and of parameters.
struct LocalNames {
  /// In the order of their coming, each once.
  private(set) var names: [String] = []

  init(of place: CursorPlace) {
    var i = place.lexemes.startIndex
    while i < place.lexemes.endIndex {
      if place.lexemes[i].kind == .keyword {
        switch place.text(place.lexemes[i]) {
        case "let", "var": addBindings(at: i + 1, place)
        case "for", "catch": add(place.name(i + 1))
        case "func":
          add(place.name(i + 1))
          addParameters(behind: i + 2, place)
        case "in": addClosureParameters(before: i, place)
        default: break
        }
      }
      i += 1
    }
  }

  private mutating func add(_ name: String?) {
    if let name, !names.contains(name) { names.append(name) }
  }

  /// `a = 1, b = 2`
  private mutating func addBindings(at index: Int, _ place: CursorPlace) {
    add(place.name(index))
    var i = index + 1
    var depth = 0
    while i < place.lexemes.endIndex, place.lexemes[i].kind != .keyword {
      switch place.symbol(i) {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "," where depth == 0 && place.symbol(i + 2) == "=": add(place.name(i + 1))
      case ";" where depth == 0: return
      default: break
      }
      if depth < 0 { return }
      i += 1
    }
  }

  /// `(a, b: 3)`
  private mutating func addParameters(behind index: Int, _ place: CursorPlace) {
    guard place.symbol(index) == "(" else { return }
    var depth = 0
    for i in index..<place.lexemes.endIndex {
      switch place.symbol(i) {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      if depth == 0 { return }
      if depth == 1, ["(", ","].contains(place.symbol(i)) { add(place.name(i + 1)) }
    }
  }

  /// `{ a, b in`
  private mutating func addClosureParameters(before index: Int, _ place: CursorPlace) {
    var found: [String] = []
    var i = index - 1
    while let name = place.name(i) {
      found.insert(name, at: 0)
      if place.symbol(i - 1) == "{" { return found.forEach { add($0) } }
      guard place.symbol(i - 1) == "," else { return }
      i -= 2
    }
  }
}
