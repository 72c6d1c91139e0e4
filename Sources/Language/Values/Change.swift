import Catalogue
import Syntax

/// A change of a part of a value. Values are copied only where someone else holds them too: each is taken out of its
/// container before it is changed, and put back whatever happens.
enum Change {
  case set(Value)
  case update(BinaryOperator, Value, Span)
  case append(Value)

  /// One step from a value to a part of it.
  enum Step {
    case member(String, Span)
    case index([Index], Span)
  }

  func apply(to target: inout Value, _ path: ArraySlice<Step>, _ interpreter: Interpreter) throws(Failure) {
    guard let step = path.first else { return try finish(&target, interpreter) }
    let rest = path.dropFirst()
    // What is looked at must not be held while it is changed: it would be copied.
    switch (target.container, step) {
    case (.object(let object), _): try apply(to: object, in: &target, step, rest, interpreter)
    case (.record, .member(let name, _)): try apply(toField: name, of: &target, rest, interpreter)
    case (.record, .index(let indices, let span)):
      let name: String
      do { name = try Value.key(indices) } catch { throw error.placed(at: span) }
      try apply(toField: name, of: &target, rest, interpreter)
    case (.list, .index(let indices, let span)): try apply(toElements: indices, span, of: &target, rest, interpreter)
    case (.list, .member(let name, let span)), (.other, .member(let name, let span)):
      throw Failure("\(interpreter.describe(target)) has no member \(name) to set", at: span)
    case (.other, .index(_, let span)): throw Failure("elements of \(interpreter.describe(target)) cannot be set", at: span)
    }
  }

  /// The change itself, at the end of the way.
  private func finish(_ target: inout Value, _ interpreter: Interpreter) throws(Failure) {
    switch self {
    case .set(let value): target = value
    case .update(let sign, let value, let span):
      if sign == .add, case .string(let more) = value, case .string(var text) = target {
        guard text.utf8.count + more.utf8.count <= 1 << 28 else { throw Failure("the string would be longer than 256 MB", at: span) }
        target = .nothing
        text += more
        target = .string(text)
        return
      }
      target = try interpreter.binary(sign, target, value, at: span)
    case .append(let value):
      guard case .list(var items) = target else { throw Failure("\(interpreter.describe(target)) cannot be appended to") }
      target = .nothing
      items.append(value)
      target = .list(items)
    }
  }

  private func apply(
    toField name: String, of target: inout Value, _ rest: ArraySlice<Step>, _ interpreter: Interpreter
  ) throws(Failure) {
    guard case .record(var record) = target else { return }
    let old = record[name]
    guard old != nil || isPlain(rest) else { throw interpreter.unknownMember(name, of: target) }
    var field = old ?? .nothing
    target = .nothing
    if old != nil { record[name] = .nothing }
    defer { target = .record(record) }
    do {
      try apply(to: &field, rest, interpreter)
    } catch {
      if old != nil { record[name] = field }
      throw error
    }
    record[name] = field
  }

  /// Whether what was there before does not matter.
  private func isPlain(_ rest: ArraySlice<Step>) -> Bool {
    if case .set = self { rest.isEmpty } else { false }
  }

  private func apply(
    toElements indices: [Index], _ span: Span, of target: inout Value, _ rest: ArraySlice<Step>, _ interpreter: Interpreter
  ) throws(Failure) {
    guard case .list(var items) = target else { return }
    let selection: Selection
    do { selection = try Selection(indices, count: items.count, of: "list") } catch { throw error.placed(at: span) }
    target = .nothing
    defer { target = .list(items) }
    switch selection {
    case .one(let i):
      var element = items[i]
      items[i] = .nothing
      defer { items[i] = element }
      try apply(to: &element, rest, interpreter)
    case .many(let places):
      guard isPlain(rest), case .set(.list(let values)) = self, values.count == places.count else {
        throw Failure("\(places.count) elements are set from a list of as many", at: span)
      }
      for (place, value) in zip(places, values) { items[place] = value }
    }
  }

  private func apply(
    to object: any Object, in target: inout Value, _ step: Step, _ rest: ArraySlice<Step>, _ interpreter: Interpreter
  ) throws(Failure) {
    do {
      switch step {
      case .member(let name, _):
        var part = isPlain(rest) ? Value.nothing : try interpreter.member(name, of: target)
        try apply(to: &part, rest, interpreter)
        try object.setMember(name, to: part, in: interpreter)
      case .index(let indices, _):
        var part = isPlain(rest) ? Value.nothing : try object.at(indices, in: interpreter)
        try apply(to: &part, rest, interpreter)
        target = try object.replacing(indices, with: part, in: interpreter)
      }
    } catch {
      throw error.placed(at: step.span)
    }
  }

  /// Whether the way passes a member of a host object: those that let their members be set are shared, and no variable
  /// needs to change.
  static func endsInShared(_ value: Value, _ path: ArraySlice<Step>, _ interpreter: Interpreter) throws(Failure) -> Bool {
    var value = value
    for (step, i) in zip(path, path.indices) {
      if case .object = value, case .member = step { return true }
      if i == path.endIndex - 1 { return false }
      value = try read(value, [step], interpreter)
    }
    return false
  }

  /// The part that a path leads to.
  static func read(_ value: Value, _ path: ArraySlice<Step>, _ interpreter: Interpreter) throws(Failure) -> Value {
    var value = value
    for step in path {
      do {
        switch step {
        case .member(let name, _): value = try interpreter.member(name, of: value)
        case .index(let indices, _): value = try value.at(indices, in: interpreter)
        }
      } catch {
        throw error.placed(at: step.span)
      }
    }
    return value
  }
}

extension Change.Step {
  var span: Span {
    switch self {
    case .member(_, let span), .index(_, let span): span
    }
  }
}

extension Value {
  /// What kind of container a value is, without its contents.
  enum Container {
    case object(any Object)
    case record, list, other
  }

  var container: Container {
    switch self {
    case .object(let object): .object(object)
    case .record: .record
    case .list: .list
    case .nothing, .bool, .number, .string, .range, .function: .other
    }
  }

  var isList: Bool { if case .list = self { true } else { false } }
}
