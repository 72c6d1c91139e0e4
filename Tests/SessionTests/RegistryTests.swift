import Builtins
import Catalogue
import Language
import LargeStack
import Syntax
import Testing

/// What the documentation of every function must have: from it come help, completion and the reference.
@Suite struct RegistryTests {
  /// What is missing in a builtin's entry.
  private static func complaints(about builtin: Builtin) -> [String] {
    var complaints = summary(builtin.summary).map { ["\(builtin.name): \($0)"] } ?? []
    if builtin.category.isEmpty { complaints.append("\(builtin.name): no category") }
    if builtin.examples.isEmpty { complaints.append("\(builtin.name): no example") }
    for parameter in builtin.signature.parameters {
      if let fault = sentence(parameter.documentation) { complaints.append("\(builtin.name), \(parameter.name): \(fault)") }
    }
    let said = [builtin.summary] + builtin.details + builtin.signature.parameters.map { $0.name + " " + $0.documentation }
    return complaints + missingUnits(in: said).map { "\(builtin.name): \($0)" }
  }

  /// Words for what has a unit, and what says which; a name of a parameter counts as a word.
  private static let units = [
    (quantity: ["angle", "angles", "phase", "phases"], unit: ["radian", "π", "degree", "right angle"]),
    (quantity: ["duration", "timeout", "delay", "elapsed", "pause"], unit: ["second"]),
  ]

  /// Quantities that the documentation of a function speaks of without their unit.
  private static func missingUnits(in texts: [String]) -> [String] {
    let words = Set(texts.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) })
    return units.compactMap { quantity, unit in
      guard let word = quantity.first(where: words.contains), !texts.contains(where: { text in unit.contains { text.contains($0) } })
      else { return nil }
      return "\(word) without its unit: \(unit.joined(separator: " or "))"
    }
  }

  /// What is wrong with a summary: it is one sentence.
  private static func summary(_ text: String) -> String? {
    if let fault = sentence(text) { return fault }
    let ends = text.ranges(of: ". ").filter { text[$0.upperBound...].first?.isUppercase == true }
    return ends.isEmpty ? nil : "more than one sentence: \(text)"
  }

  /// What is wrong with a sentence of the documentation; a shape in brackets may follow its full stop.
  private static func sentence(_ text: String) -> String? {
    guard !text.isEmpty else { return "no documentation" }
    if text != text.trimmed { return "spaces around the documentation" }
    let words = text.hasSuffix("]") ? String(text[..<(text.lastIndex(of: "[") ?? text.endIndex)]).trimmed : text
    return words.last.map { ".:}".contains($0) } == true ? nil : "no full stop: \(text)"
  }

  @Test("Every builtin is documented", arguments: Builtins.all.map(\.name))
  func builtin(_ name: String) throws {
    let builtin = try #require(Builtins.all.first { $0.name == name })
    let complaints = Self.complaints(about: builtin)
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
  }

  @Test("No two builtins, and no two parameters of one, have the same name")
  func names() {
    #expect(Set(Builtins.all.map(\.name)).count == Builtins.all.count)
    for builtin in Builtins.all {
      let names = builtin.signature.parameters.map(\.name)
      #expect(Set(names).count == names.count, "\(builtin.name)")
    }
  }

  @Test("Every function of the standard library is documented, with all its parameters and an example")
  func library() throws {
    let found = try onLargeStack { try Self.libraryComplaints(Builtins.library) }
    #expect(found.functions > 20)
    #expect(found.complaints.isEmpty, "\(found.complaints.joined(separator: "\n"))")
  }

  @Test("An entry without documentation is caught")
  func wrong() throws {
    let bare = Builtin("bare", in: "tests", "No full stop", Parameter<Double>("x", "")) { (_, x) throws(Failure) -> Double in x }
    #expect(Self.complaints(about: bare).count == 3)
    let long = Builtin("long", in: "tests", "One sentence. And another.", examples: [Example("1")]) { _ throws(Failure) -> Double in 1 }
    #expect(Self.complaints(about: long).count == 1)
    let told = Builtin("told", in: "tests", "One sentence.\n\nAnd another.", examples: [Example("1")]) { _ throws(Failure) -> Double in 1 }
    #expect(Self.complaints(about: told).isEmpty && told.details == ["And another."])
    let angle = Builtin("turn", in: "tests", "Turns by an angle.", examples: [Example("1")]) { _ throws(Failure) -> Double in 1 }
    #expect(Self.complaints(about: angle) == ["turn: angle without its unit: radian or π or degree or right angle"])
    let wait = Builtin("wait", in: "tests", "Waits.", Parameter<Double>("timeout", "How long at most."), examples: [Example("1")]) {
      (_, timeout) throws(Failure) -> Double in timeout
    }
    #expect(Self.complaints(about: wait) == ["wait: timeout without its unit: second"])
    let text = "/// A sum.\n/// - a: One.\nfunc add(a, b) { a + b }\nfunc bare() { 1 }"
    #expect(try onLargeStack { try Self.libraryComplaints([("bad.tg", text)]).complaints.count } == 3)
  }

  @Test("The library's names are known before its files are read")
  func namesBeforeReading() throws {
    let engine = Engine(threads: 1, seed: 0, isInterrupted: { false })
    let interpreter = Interpreter(builtins: Builtins.all, operators: ArrayOperators(), services: engine, console: Silence())
    interpreter.load(library: Builtins.library)
    let before = Set(interpreter.allNames)
    #expect(interpreter.libraryNames.count > 30)
    #expect(Set(interpreter.allNames) == before)
  }

  /// What is missing in the documentation of a library's functions.
  private static func libraryComplaints(_ files: [(name: String, text: String)]) throws -> (functions: Int, complaints: [String]) {
    let engine = Engine(threads: 1, seed: 0, isInterrupted: { false })
    let interpreter = Interpreter(builtins: Builtins.all, operators: ArrayOperators(), services: engine, console: Silence())
    let names = Set(interpreter.allNames)
    interpreter.load(library: files)
    var complaints: [String] = []
    var functions = 0
    for name in interpreter.allNames where !names.contains(name) {
      guard let info = interpreter.lookUp(name), case .function(let function) = info.value else { continue }
      functions += 1
      guard let documentation = info.documentation else {
        complaints.append("\(name): no documentation")
        continue
      }
      if let fault = summary(documentation.summary) { complaints.append("\(name): \(fault)") }
      for parameter in function.signature.parameters {
        if let fault = sentence(documentation.parameter(parameter.name) ?? "") { complaints.append("\(name), \(parameter.name): \(fault)") }
      }
      for parameter in documentation.parameters where function.signature.index(of: parameter.name) == nil {
        complaints.append("\(name): it has no parameter \(parameter.name)")
      }
      let said = [documentation.summary] + documentation.details + documentation.parameters.map { $0.name + " " + $0.text }
      complaints += missingUnits(in: said).map { "\(name): \($0)" }
      if documentation.examples.isEmpty { complaints.append("\(name): no example") }
    }
    return (functions, complaints)
  }
}

/// Where nobody reads.
private final class Silence: Console {
  func write(_ text: String) {}
  func note(_ text: String) {}
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
