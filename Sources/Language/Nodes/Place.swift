import Catalogue
import Syntax

/// What stands left of `=`: a variable, and the way from it to a part.
final class Place {
  /// Where the variable is.
  enum Root {
    case local(Int)
    case cell(Int)
    case global(Global)
  }
  enum Step {
    case member(String, Span)
    case index([IndexCode], Span)
  }

  let root: Root
  let name: String
  let span: Span
  /// Why the variable cannot be changed; nil where it can. A part of a shared object (a Model) can be set all the same.
  let refusal: Failure?
  let steps: [Step]

  init(_ root: Root, name: String, refusal: Failure?, steps: [Step], _ span: Span) {
    self.root = root
    self.name = name
    self.refusal = refusal
    self.steps = steps
    self.span = span
  }

  /// The variable's storage.
  func storage(_ frame: Frame) throws(Failure) -> UnsafeMutablePointer<Value> {
    switch root {
    case .local(let slot): return frame.slots + slot
    case .cell(let slot): return frame.cell(slot)
    case .global(let global):
      guard global.isDefined else { throw Failure("\(name) has no value yet", at: span) }
      return global.storage
    }
  }

  /// The steps with their indices evaluated, from left to right.
  func path(_ frame: Frame) throws(Failure) -> [Change.Step] {
    var path: [Change.Step] = []
    for step in steps {
      switch step {
      case .member(let name, let span): path.append(.member(name, span))
      case .index(let indices, let span):
        var evaluated: [Index] = []
        for index in indices {
          do { evaluated.append(try index.evaluate(frame)) } catch { throw error.placed(at: span) }
        }
        path.append(.index(evaluated, span))
      }
    }
    return path
  }

  /// Names what does not fit in an update.
  func naming(_ failure: Failure, value: Node, _ frame: Frame) -> Failure {
    let sources = frame.interpreter.sources
    return failure.naming(sources.shortText(span), value.name(in: sources))
  }

  /// Changes the part in place.
  func apply(_ change: Change, _ path: [Change.Step], _ frame: Frame) throws(Failure) {
    let storage = try storage(frame)
    guard let refusal else { return try change.apply(to: &storage.pointee, path[...], frame.interpreter) }
    var shared = storage.pointee
    guard try Change.endsInShared(shared, path[...], frame.interpreter) else { throw refusal }
    try change.apply(to: &shared, path[...], frame.interpreter)
  }
}

/// `x[i] = v`, `m.W = v`, `x[i] += v`
final class PlaceSet: Node {
  let place: Place
  let operation: BinaryOperator?
  let value: Code
  init(_ place: Place, _ operation: BinaryOperator?, _ value: Node, _ span: Span) {
    self.place = place
    self.operation = operation
    self.value = Code(value)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = try self.value.evaluate(frame)
    let path = try place.path(frame)
    let change = operation.map { Change.update($0, value, span) } ?? .set(value)
    frame.state.pointee.span = span
    do {
      try place.apply(change, path, frame)
    } catch {
      throw place.naming(error, value: self.value.owner, frame).placed(at: span)
    }
    return .nothing
  }
}

/// `list.append(x)`; of another value, a call of its member `append`.
final class Append: Node {
  let place: Place
  let value: Code
  let otherwise: Node
  init(_ place: Place, _ value: Node, otherwise: Node, _ span: Span) {
    self.place = place
    self.value = Code(value)
    self.otherwise = otherwise
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    if place.steps.isEmpty {
      guard try place.storage(frame).pointee.isList else { return try otherwise.evaluate(frame) }
      if let refusal = place.refusal { throw refusal }
      let added = try value.evaluate(frame)
      let storage = try place.storage(frame)
      guard case .list(var items) = storage.pointee else { return .nothing }
      storage.pointee = .nothing
      items.append(added)
      storage.pointee = .list(items)
      return .nothing
    }
    let path = try place.path(frame)
    frame.state.pointee.span = span
    let isList = try placed { () throws(Failure) in
      try Change.read(try place.storage(frame).pointee, path[...], frame.interpreter).isList
    }
    guard isList else { return try otherwise.evaluate(frame) }
    let added = try value.evaluate(frame)
    try placed { () throws(Failure) in try place.apply(.append(added), path, frame) }
    return .nothing
  }
}

/// `x += v` of a whole variable.
final class AddAssign: Node {
  private let place: Place
  private let value: Code
  private let storage: Storage

  /// Where the variable is, without references to count.
  private enum Storage {
    case local(Int)
    case cell(Int)
    case global(UnsafeMutablePointer<Value>)
  }

  init(_ place: Place, _ value: Node, _ span: Span) {
    self.place = place
    self.value = Code(value)
    storage =
      switch place.root {
      case .local(let slot): .local(slot)
      case .cell(let slot): .cell(slot)
      case .global(let global): .global(global.storage)
      }
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let added = try value.evaluate(frame)
    let target =
      switch storage {
      case .local(let slot): frame.slots + slot
      case .cell(let slot): frame.cell(slot)
      case .global(let storage): storage
      }
    if case .number(let x) = target.pointee, case .number(let y) = added {
      target.pointee = .number(x + y)
      return .nothing
    }
    do {
      try place.apply(.update(.add, added, span), [], frame)
    } catch {
      throw place.naming(error, value: value.owner, frame)
    }
    return .nothing
  }
}
