import Catalogue
import Syntax

/// One index in code.
enum IndexCode {
  case value(Node)
  case range(from: Node?, to: Node?, closed: Bool)
  case all

  func evaluate(_ frame: Frame) throws(Failure) -> Index {
    switch self {
    case .all: return .all
    case .range(let from, let to, let closed):
      return .range(from: try Self.end(from, frame), to: try Self.end(to, frame), closed: closed)
    case .value(let node):
      let value = try node.evaluate(frame)
      guard case .range(let range) = value else { return .value(value) }
      let count = range.count
      guard range.step == 1, range.lower >= 0, let low = Int(exactly: range.lower) else {
        return .value(.list(try frame.interpreter.elements(of: value, for: "an index")))
      }
      return .range(from: low, to: low + min(count, 1 << 53), closed: false)
    }
  }

  private static func end(_ node: Node?, _ frame: Frame) throws(Failure) -> Int? {
    guard let node else { return nil }
    let value = try node.evaluate(frame)
    guard case .number(let x) = value, let whole = Int(exactly: x) else {
      throw Failure("an index is a whole number, not \(frame.interpreter.describe(value))", at: node.span)
    }
    return whole
  }
}

/// `x[…]`
final class ElementGet: Node {
  let base: Code
  let indices: [IndexCode]
  /// The index, where there is one and it is a plain value.
  private let single: Code?

  init(_ base: Node, _ indices: [IndexCode], _ span: Span) {
    self.base = Code(base)
    self.indices = indices
    single = if indices.count == 1, case .value(let node) = indices[0] { Code(node) } else { nil }
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = try base.evaluate(frame)
    if let single {
      let index = try single.evaluate(frame)
      if case .list(let items) = value, case .number(let x) = index, x >= 0, let i = Int(exactly: x), i < items.count { return items[i] }
      if case .record(let record) = value, case .string(let name) = index { return record[name] ?? .nothing }
      if case .range = index {} else { return try read(value, [.value(index)], frame) }
    }
    var evaluated: [Index] = []
    for index in indices { evaluated.append(try index.evaluate(frame)) }
    return try read(value, evaluated, frame)
  }

  override var isNamed: Bool { base.owner.isNamed }
  override var origin: Span? { base.owner.origin }

  private func read(_ value: Value, _ indices: [Index], _ frame: Frame) throws(Failure) -> Value {
    frame.state.pointee.span = span
    return try placed { () throws(Failure) in try value.at(indices, in: frame.interpreter) }
  }
}

/// `x.name`
final class MemberGet: Node {
  let base: Code
  let name: String
  let nameSpan: Span
  init(_ base: Node, _ name: String, nameSpan: Span, _ span: Span) {
    self.base = Code(base)
    self.name = name
    self.nameSpan = nameSpan
    super.init(span)
  }

  override var isNamed: Bool { base.owner.isNamed }
  override var origin: Span? { base.owner.origin }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = try base.evaluate(frame)
    if case .record(let record) = value, let field = record[name] { return field }
    frame.state.pointee.span = span
    do {
      return try frame.interpreter.member(name, of: value)
    } catch {
      throw error.placed(at: nameSpan)
    }
  }
}
