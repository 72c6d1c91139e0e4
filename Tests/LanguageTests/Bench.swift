import Builtins
import Catalogue
import Foundation
import Language
import OrderedCollections
import Syntax

/// Collects what a script writes.
final class Recorder: Console {
  var text = ""
  func write(_ text: String) { self.text += text }
  func note(_ text: String) {}
}

/// A shared object, as a Model is: its members can be set.
final class Box: Object {
  var content: Value
  init(_ content: Value) { self.content = content }
  var typeName: String { "Box" }
  var memberNames: [String] { ["content"] }
  func member(_ name: String, in context: any Context) throws(Failure) -> Value? { name == "content" ? content : nil }
  func setMember(_ name: String, to value: Value, in context: any Context) throws(Failure) {
    guard name == "content" else { throw Failure("a Box has no member \(name)") }
    content = value
  }
}

/// A value with operators, as a Tensor is.
final class Vector: Object {
  let items: [Double]
  init(_ items: [Double]) { self.items = items }
  var typeName: String { "Vector" }
  func elements() throws(Failure) -> [Value]? { items.map { .number($0) } }
  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    switch try Selection(indices, count: items.count, of: "vector") {
    case .one(let i): .number(items[i])
    case .many(let places): .object(Vector(places.map { items[$0] }))
    }
  }
  func replacing(_ indices: [Index], with value: Value, in context: any Context) throws(Failure) -> Value {
    guard case .number(let x) = value else { throw Failure("an element of a vector is a number") }
    var items = items
    switch try Selection(indices, count: items.count, of: "vector") {
    case .one(let i): items[i] = x
    case .many(let places): for i in places { items[i] = x }
    }
    return .object(Vector(items))
  }
  func text(full: Bool) -> String { "<" + items.map(numberText).joined(separator: " ") + ">" }
}

/// Operators of vectors; lists of numbers become vectors.
final class VectorOperators: Operators {
  func binary(_ op: BinaryOperator, _ left: Value, _ right: Value, in context: any Context) throws(Failure) -> Value {
    let a = try items(left, context)
    let b = try items(right, context)
    guard a.count == b.count || a.count == 1 || b.count == 1 else { throw Failure("\(a.count) and \(b.count) elements differ") }
    let pairs = (0..<(a.count == 1 ? b.count : a.count)).map { (a[a.count == 1 ? 0 : $0], b[b.count == 1 ? 0 : $0]) }
    switch op {
    case .add: return .object(Vector(pairs.map { $0 + $1 }))
    case .multiply: return .object(Vector(pairs.map { $0 * $1 }))
    case .equal: return .object(Vector(pairs.map { $0 == $1 ? 1 : 0 }))
    case .and: return .object(Vector(pairs.map { $0 != 0 && $1 != 0 ? 1 : 0 }))
    default: throw Failure("vectors have no \(op.rawValue)")
    }
  }

  func unary(_ op: UnaryOperator, _ operand: Value, in context: any Context) throws(Failure) -> Value {
    .object(Vector(try items(operand, context).map { op == .negate ? -$0 : $0 == 0 ? 1 : 0 }))
  }

  private func items(_ value: Value, _ context: any Context) throws(Failure) -> [Double] {
    if case .number(let x) = value { return [x] }
    if case .bool(let truth) = value { return [truth ? 1 : 0] }
    var items: [Double] = []
    for element in try context.elements(of: value, for: "a vector") {
      guard case .number(let x) = element else { throw Failure("a vector holds numbers, not \(context.describe(element))") }
      items.append(x)
    }
    return items
  }
}

/// Builtins that the tests need: values that only a host has, and ways to fail.
let testBuiltins: [Builtin] = [
  Builtin("box", in: "tests", "A shared object.", Parameter<Value>("content", "")) { (_, content) throws(Failure) -> Value in
    .object(Box(content))
  },
  Builtin("vector", in: "tests", "A value with operators.", Parameter<[Double]>("items", "")) { (_, items) throws(Failure) -> Value in
    .object(Vector(items))
  },
  Builtin(
    "twice", in: "tests", "Defaults of all kinds.", Parameter<Double>("x", ""), Parameter<Double>("by", "", default: "x + 1"),
    Parameter<Value>("f", "", default: "{ $0 * by }")
  ) { (context, x, _, f) throws(Failure) -> Value in try context.call(f, .number(x)) },
  Builtin(
    "gather", in: "tests", "Takes anything.", Parameter<[Value]>("all", "", rest: true), Parameter<Record>("named", "", labels: true),
    Parameter<Value>("body", "", default: "nil")
  ) { (context, all, named, body) throws(Failure) -> String in
    let shown = body.typeName == "Function" ? try context.call(body) : body
    return "\(context.text(.list(all), full: true)) \(context.text(.record(named), full: true)) \(context.text(shown, full: true))"
  },
  Builtin("interrupt", in: "tests", "Stops as if the user had.", Parameter<Value>("partial", "", default: "nil")) {
    (_, partial) throws(Failure) -> Value in
    if case .nothing = partial { throw Failure.interrupted() }
    throw Failure.interrupted(partial: partial)
  },
]

/// One run of a script.
struct Run {
  var output = ""
  var shown: [String] = []
  var diagnostic: Diagnostic?
  var failure: Failure?
  var rendered = ""
  /// Line that the diagnostic points to, from 1.
  var line = 0
}

/// An interpreter with a console, as tests use it.
final class Bench {
  let recorder = Recorder()
  let interpreter: Interpreter

  init(settings: Interpreter.Settings = Interpreter.Settings(), library: String = "") throws {
    interpreter = Interpreter(
      builtins: HostBuiltins.all + testBuiltins, operators: VectorOperators(), services: recorder, console: recorder, settings: settings)
    if !library.isEmpty { interpreter.load(library: [("library.tg", library)]) }
  }

  func run(_ text: String, name: String = "test.tg", folder: String? = nil) -> Run {
    run(bytes: Array(text.utf8), name: name, folder: folder)
  }

  func run(bytes: [UInt8], name: String = "test.tg", folder: String? = nil) -> Run {
    var run = Run()
    recorder.text = ""
    do {
      try interpreter.submit([CodeText(bytes, name: name)], folder: folder) { result in
        if let value = result.value, !result.isHidden { run.shown.append(interpreter.display(value)) }
      }
    } catch {
      let diagnostic = interpreter.diagnostic(for: error)
      run.failure = error
      run.diagnostic = diagnostic
      run.rendered = diagnostic.rendered(in: interpreter.sources)
      run.line = interpreter.sources.source(of: diagnostic.span)?.location(Int(diagnostic.span.start)).line ?? 0
    }
    run.output = recorder.text
    return run
  }
}
