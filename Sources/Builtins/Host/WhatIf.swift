import Catalogue
import OrderedCollections

/// Calls made again with other arguments.
enum WhatIf {
  static let all: [Builtin] = [with, origin]

  private static let with = Builtin(
    "with", in: "what if",
    "Makes the call again that a value came from, with some arguments changed: a model starts anew, a run trains anew.",
    Parameter<Value>("x", "A model, a distribution, an optimizer or a run; or a list of these."),
    Parameter<Record>("changes", "New arguments by label: the call's own, or those of the calls that made its arguments.", labels: true),
    examples: [
      Example("with(toy(n: 5, h: 2), h: 3).W.shape", prints: "[3, 5]"),
      Example("with(train(toy(n: 5, h: 2), adam, 10), steps: 20, n: 6).model.W.shape", prints: "[2, 6]"),
    ]
  ) { (context, x, changes) throws(Failure) -> Value in
    guard case .list(let items) = x else { return try remade(x, changes, in: context) }
    var made: [Value] = []
    for item in items { made.append(try remade(item, changes, in: context)) }
    return .list(made)
  }

  private static let origin = Builtin(
    "origin", in: "what if",
    "The call that a value came from: a record of the function's name, as `call`, and the arguments that were given.",
    Parameter<Value>("x", "A model, a distribution, an optimizer or a run."),
    examples: [Example("origin(toy(n: 5, h: 2))", prints: "(call: \"toy\", n: 5, h: 2)")]
  ) { (context, x) throws(Failure) -> Record in
    let making = try making(of: x, in: context)
    var record = Record(["call": .string(making.function.name ?? "")])
    for (name, value) in making.arguments.fields { record[name] = value }
    return record
  }

  private static func making(of x: Value, in context: any Context) throws(Failure) -> Making {
    guard case .object(let object) = x, let making = object.making else {
      throw Failure("expected a model, a distribution, an optimizer or a run that came from a call, not \(context.describe(x))")
    }
    return making
  }

  private static func remade(_ x: Value, _ changes: Record, in context: any Context) throws(Failure) -> Value {
    var rest = changes
    let made = try remade(try making(of: x, in: context), &rest, in: context)
    guard let name = rest.fields.keys.first else { return made }
    let labels = labels(of: x)
    throw Failure("nothing that this came from has a parameter \(name)", hint: "there are \(labels.joined(separator: ", "))")
  }

  /// Makes a call again; the arguments that came from calls themselves are made anew.
  /// - rest: the changes that no call took yet; those that this one takes are removed.
  private static func remade(_ making: Making, _ rest: inout Record, in context: any Context) throws(Failure) -> Value {
    var arguments = making.arguments
    var changed: Set<String> = []
    for name in labels(of: making.function) + arguments.fields.keys {
      guard let value = rest.fields.removeValue(forKey: name) else { continue }
      arguments[name] = value
      changed.insert(name)
    }
    for (name, value) in arguments.fields where !changed.contains(name) {
      guard case .object(let object) = value, let inner = object.making else { continue }
      arguments[name] = try remade(inner, &rest, in: context)
    }
    return try context.call(.function(making.function), call(making.function, arguments))
  }

  /// Arguments as a call gives them: by label, except where some are left over for the last.
  private static func call(_ function: Function, _ arguments: Record) -> [Argument] {
    guard let rest = function.signature.parameters.first(where: \.isRest) else { return arguments.fields.map { Argument($0, $1) } }
    return arguments.fields.flatMap { name, value in
      guard name == rest.name, case .list(let items) = value else { return [Argument(nil, value)] }
      return items.map { Argument(nil, $0) }
    }
  }

  private static func labels(of function: Function) -> [String] {
    function.signature.parameters.filter { !$0.takesLabels && !$0.isRest }.map(\.name)
  }

  /// What may be changed of a value: the parameters of its call, and of those that made its arguments.
  private static func labels(of x: Value) -> [String] {
    guard case .object(let object) = x, let making = object.making else { return [] }
    return labels(of: making.function) + making.arguments.fields.values.flatMap { labels(of: $0) }
  }
}
