import Builtins
import Foundation
import Language
import LargeStack
import Syntax
import Testing

/// SplitMix64: the same programs every time.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func pick<T>(_ items: [T]) -> T { items[Int(next() % UInt64(items.count))] }
  mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }
}

/// Writes programs that mostly parse, and often run.
struct Writer {
  /// Names and values that programs are made of.
  struct Vocabulary {
    var names: [String]
    var values: [String]
  }

  var dice: Dice
  var vocabulary = Writer.language

  /// What the language has without tensors.
  static let language = Vocabulary(
    names: ["a", "b", "x", "f", "g", "θ", "map", "print", "r"],
    values: ["0", "1", "-2", "0.5", "1e300", "nil", "true", "\"s\"", "[1, 2]", "(:)", "(a: 1)", "inf", "vector([1])"])

  /// All functions of Tegum.
  static let science = Vocabulary(
    names: ["a", "b", "x", "f"] + Builtins.all.map(\.name).filter { !["save", "load"].contains($0) }
      + Builtins.library.flatMap { file in file.text.matches(of: /(?m)^func (\w+)/).map { String($0.1) } },
    values: [
      "0", "1", "-2", "0.5", "1e300", "nil", "true", "\"s\"", "[1, 2]", "(:)", "inf", "nan", "tensor([[1, 2], [3, 4]])", "zeros(0)",
      "zeros(3)",
      "toy()", "adam", "circle(n: 4)", "{ x in x^2 }", "{ x, y in x + y }", "5..<1", "arange(6)", "1000000000", "\"auto\"",
    ])

  mutating func program() -> String { (0...dice.below(6)).map { _ in statement(3) }.joined(separator: "\n") }

  private mutating func block(_ depth: Int) -> String {
    "{ " + (0...dice.below(2)).map { _ in statement(depth) }.joined(separator: "; ") + " }"
  }

  private mutating func name() -> String { dice.pick(vocabulary.names) }

  private mutating func statement(_ depth: Int) -> String {
    let n = name()
    guard depth > 0 else { return expression(0) }
    switch dice.below(14) {
    case 0, 1: return "let \(n) = \(expression(depth))"
    case 2, 3: return "var \(n) = \(expression(depth))"
    case 4: return "\(n) \(dice.pick(["=", "+=", "*=", "%=", "^="])) \(expression(depth - 1))"
    case 5: return "\(n)[\(expression(0))] = \(expression(depth - 1))"
    case 6: return "func \(n)(x, a: \(expression(0))) \(block(depth - 1))"
    case 7: return "for \(n) in \(dice.pick(["0..<5", "[1, 2]", "\"ab\"", n])) \(block(depth - 1))"
    case 8: return "while \(expression(0)) \(block(depth - 1))"
    case 9: return "try \(block(depth - 1)) catch e { e.message }"
    case 10: return "if \(expression(1)) \(block(depth - 1)) else \(block(depth - 1))"
    case 11: return dice.pick(["return", "break", "continue", "\(n).append(\(expression(1)))", "\(n).a = 1"])
    default: return expression(depth)
    }
  }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else {
      return dice.pick(vocabulary.values + [name(), name()])
    }
    let a = expression(depth - 1)
    switch dice.below(13) {
    case 0, 1, 2:
      return "(\(a)) \(dice.pick(["+", "-", "*", "/", "%", "^", "@", "<", "==", "!=", "&&", "||", "..<", "..."])) \(expression(depth - 1))"
    case 3: return "\(name())(\(a))"
    case 4: return "{ x, y in \(a) }"
    case 5: return "[\(a), \(expression(depth - 1))]"
    case 6: return "(\(a))[\(dice.pick(["0", "-1", "1...", "..<5", ":", "[0]", "\"a\"", "9e9"]))]"
    case 7: return "(a: \(a), b: \(expression(0))).\(dice.pick(["a", "b", "c"]))"
    case 8: return "\(name()) { $0 + \(expression(0)) }"
    case 9: return "\"t \\(\(a)) u\""
    case 11: return "\(name())(\(a), \(expression(depth - 1)))"
    case 10: return "(if \(expression(0)) { \(a) } else { 1 })"
    default: return "\(dice.pick(["-", "!"]))(\(a))"
    }
  }
}

/// Runs texts; what matters is that each of them ends, with a value or a message.
private func survive(_ texts: [[UInt8]]) throws {
  try onLargeStack {
    var bench: Bench?
    var polls = 0
    var settings = Interpreter.Settings()
    settings.callDepth = 300
    settings.isInterrupted = {
      polls += 1
      return polls > 20
    }
    for (i, text) in texts.enumerated() {
      if i % 40 == 0 { bench = try Bench(settings: settings) }
      polls = 0
      let run = bench?.run(bytes: text)
      if let run, run.failure != nil, run.rendered.isEmpty { Issue.record("no message for \(String(decoding: text, as: UTF8.self))") }
    }
  }
}

@Suite("Nothing crashes") struct FuzzTests {
  @Test func generatedPrograms() throws {
    var writer = Writer(dice: Dice(state: 7))
    try survive((0..<3000).map { _ in Array(writer.program().utf8) })
  }

  @Test func mutatedScripts() throws {
    var mutator = Mutator(seed: 11)
    try survive((0..<2000).map { _ in mutator.next() })
  }

  @Test func noise() throws {
    var dice = Dice(state: 13)
    try survive((0..<1000).map { _ in (0..<dice.below(60)).map { _ in UInt8(truncatingIfNeeded: dice.next()) } })
    try survive((0..<1000).map { _ in (0..<dice.below(60)).map { _ in UInt8(32 + dice.below(95)) } })
  }
}
