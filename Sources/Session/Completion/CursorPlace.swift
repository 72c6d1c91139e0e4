import Syntax

/// Where the cursor stands in a text that ends there: what is being typed, and in which call.
struct CursorPlace {
  /// What is being typed.
  enum Typing: Equatable {
    /// A name, perhaps with none of its letters yet.
    case name
    /// A member of what ends with the lexeme of this index.
    case member(of: Int)
    /// Text of a string.
    case string
    /// Something that nothing completes: a number, a comment, a new name.
    case other
  }

  /// A call that is not closed.
  struct Call {
    /// Index of the callee's last lexeme.
    var callee: Int
    /// How many arguments stand by position before the one at the cursor.
    var positions = 0
    /// Labels of the arguments, that of the one at the cursor left out.
    var labels: [String] = []
    /// Label of the argument at the cursor.
    var label: String?
    /// Whether nothing but what is being typed stands in the argument at the cursor, its label left out.
    var isAtStart = true
  }

  let bytes: [UInt8]
  /// All lexemes before what is being typed.
  private(set) var lexemes: ArraySlice<Lexeme>
  private(set) var typing: Typing
  /// Where what is being typed begins.
  private(set) var start: Int
  private(set) var call: Call?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lexemes = Lexeme.all(of: bytes)[...]
    start = bytes.count
    typing = .name
    if let last = lexemes.last, last.range.upperBound == bytes.count { take(last) }
    if typing == .name, let last = lexemes.last {
      if text(last) == ".", last.kind == .symbol { typing = .member(of: lexemes.endIndex - 2) }
      // What comes is a new name.
      if last.kind == .keyword, ["let", "var", "func", "for"].contains(text(last)) { typing = .other }
    }
    if lexemes.last?.kind != .comment { call = openCall() }
  }

  /// What is being typed, as far as it goes.
  var prefix: String { String(decoding: bytes[start...], as: UTF8.self) }

  func text(_ lexeme: Lexeme) -> String { String(decoding: bytes[lexeme.range], as: UTF8.self) }

  /// The sign at an index; nil where there is something else, or nothing.
  func symbol(_ index: Int) -> String? {
    guard lexemes.indices.contains(index), lexemes[index].kind == .symbol else { return nil }
    return text(lexemes[index])
  }

  /// The name at an index; nil where there is something else, or nothing.
  func name(_ index: Int) -> String? {
    guard lexemes.indices.contains(index), lexemes[index].kind == .name else { return nil }
    return text(lexemes[index])
  }

  private mutating func take(_ last: Lexeme) {
    switch last.kind {
    case .name, .keyword:
      start = last.range.lowerBound
      lexemes = lexemes.dropLast()
    case .openString:
      typing = .string
      start = last.range.lowerBound + 1
      lexemes = lexemes.dropLast()
    case .number, .comment: typing = .other
    case .broken where last.range.count > 1: typing = .other
    case .symbol, .string, .interpolation, .broken: break
    }
  }

  /// The innermost call that is open at the end; lists and groups may be open in it, but no block.
  private func openCall() -> Call? {
    var depth = 0
    var argumentStarts = [lexemes.endIndex]
    var isDirect = true
    for i in lexemes.indices.reversed() {
      if lexemes[i].kind == .interpolation, depth == 0, text(lexemes[i]) != ")" { return nil }
      switch bracket(i) {
      case .closing: depth += 1
      case .comma where depth == 0: argumentStarts.append(i + 1)
      case .opening where depth > 0: depth -= 1
      case .opening:
        if symbol(i) == "{" { return nil }
        if symbol(i) == "(", isCallee(i - 1, before: i) {
          return call(open: i, starts: Array(argumentStarts.dropFirst().reversed()), isDirect: isDirect)
        }
        argumentStarts = [lexemes.endIndex]
        isDirect = false
      case .comma, nil: break
      }
    }
    return nil
  }

  private enum Bracket { case opening, closing, comma }

  private func bracket(_ index: Int) -> Bracket? {
    if lexemes[index].kind == .interpolation { return text(lexemes[index]) == ")" ? .closing : .opening }
    switch symbol(index) {
    case "(", "[", "{": return .opening
    case ")", "]", "}": return .closing
    case ",": return .comma
    default: return nil
    }
  }

  private func isCallee(_ index: Int, before paren: Int) -> Bool {
    guard lexemes.indices.contains(index) else { return false }
    let gap = bytes[lexemes[index].range.upperBound..<lexemes[paren].range.lowerBound]
    guard !gap.contains(UInt8(ascii: "\n")), lexemes[index].kind == .name || ["]", ")"].contains(symbol(index)) else { return false }
    guard lexemes.indices.contains(index - 1), lexemes[index - 1].kind == .keyword else { return true }
    return text(lexemes[index - 1]) != "func"
  }

  private func call(open: Int, starts: [Int], isDirect: Bool) -> Call {
    var call = Call(callee: open - 1)
    let starts = [open + 1] + starts
    for start in starts.dropLast() {
      if let label = label(at: start) { call.labels.append(label) } else { call.positions += 1 }
    }
    let last = starts.last ?? open + 1
    call.label = label(at: last)
    call.isAtStart = isDirect && lexemes.endIndex == last + (call.label == nil ? 0 : 2)
    return call
  }

  private func label(at index: Int) -> String? {
    guard let name = name(index), symbol(index + 1) == ":" else { return nil }
    return name
  }
}
