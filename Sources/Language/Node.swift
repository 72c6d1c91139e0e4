import Catalogue
import Syntax

/// How a statement ended.
enum Flow {
  case normal, breaking, continuing, returning
}

/// A piece of resolved code. A tree of these is what runs: variables are slots, names are gone.
class Node {
  let span: Span

  init(_ span: Span) { self.span = span }

  /// The value of an expression; of a statement, nil.
  func evaluate(_ frame: Frame) throws(Failure) -> Value { .nothing }

  /// Runs a statement; `return` leaves its value in `result`.
  func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    _ = try evaluate(frame)
    return .normal
  }

  /// The value as `if` and `while` see it.
  func condition(_ frame: Frame) throws(Failure) -> Bool {
    let value = try evaluate(frame)
    if case .bool(let truth) = value { return truth }
    return try conditionOf(value, frame)
  }

  /// A value as `if` and `while` see it.
  final func conditionOf(_ value: Value, _ frame: Frame) throws(Failure) -> Bool {
    if case .bool(let truth) = value { return truth }
    if case .object(let object) = value { return try placed { () throws(Failure) in try object.condition() } }
    var failure = Failure("expected a Bool, not \(frame.interpreter.describe(value))", at: span)
    if case .number = value { failure.hint = "compare it: x != 0" }
    throw failure
  }

  /// Whether messages may call the value by its source text: a variable, or a member or element of one.
  var isNamed: Bool { false }

  /// Where the variable was declared that holds the value, or that it is a part of; nil for other values, and for parameters.
  var origin: Span? { nil }

  /// What messages call the value: `x`, `p.W.T`; nil where it has no short name.
  final func name(in sources: SourceMap) -> String? { isNamed ? sources.shortText(span) : nil }

  /// Runs what may fail; gives a failure that has no place this node's.
  @inline(__always) final func placed<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    do {
      return try body()
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// A node below another. The node above keeps it alive, so that running it counts no references: reading a field of a class
/// otherwise costs two atomic operations each time.
struct Code {
  let owner: Node
  private let node: Unmanaged<Node>

  init(_ node: Node) {
    owner = node
    self.node = .passUnretained(node)
  }

  var span: Span { owner.span }

  @inline(__always) func evaluate(_ frame: Frame) throws(Failure) -> Value { try node.evaluate(frame) }

  @inline(__always) func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow { try node.execute(frame, &result) }

  @inline(__always) func condition(_ frame: Frame) throws(Failure) -> Bool { try node.condition(frame) }
}

extension Unmanaged<Node> {
  @inline(__always) func evaluate(_ frame: Frame) throws(Failure) -> Value {
    var failure: Failure?
    let value = _withUnsafeGuaranteedRef { (node) -> Value in
      do throws(Failure) { return try node.evaluate(frame) } catch {
        failure = error
        return .nothing
      }
    }
    if let failure { throw failure }
    return value
  }

  @inline(__always) func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    var failure: Failure?
    let flow = _withUnsafeGuaranteedRef { (node) -> Flow in
      do throws(Failure) { return try node.execute(frame, &result) } catch {
        failure = error
        return .normal
      }
    }
    if let failure { throw failure }
    return flow
  }

  @inline(__always) func condition(_ frame: Frame) throws(Failure) -> Bool {
    var failure: Failure?
    let truth = _withUnsafeGuaranteedRef { (node) -> Bool in
      do throws(Failure) { return try node.condition(frame) } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return truth
  }
}

/// Several nodes below another, in a row.
struct CodeList {
  let count: Int
  private let owner: Owner
  private let nodes: UnsafeMutablePointer<Unmanaged<Node>>

  private final class Owner {
    let nodes: [Node]
    let pointer: UnsafeMutablePointer<Unmanaged<Node>>

    init(_ nodes: [Node]) {
      self.nodes = nodes
      pointer = .allocate(capacity: nodes.count)
      for (i, node) in nodes.enumerated() { (pointer + i).initialize(to: .passUnretained(node)) }
    }

    deinit { pointer.deallocate() }
  }

  init(_ nodes: [Node]) {
    owner = Owner(nodes)
    count = nodes.count
    self.nodes = owner.pointer
  }

  @inline(__always) subscript(i: Int) -> Unmanaged<Node> { nodes[i] }
}

extension Failure {
  /// The failure with a place, unless it has one.
  /// Of operands that do not fit, the message names those that have short names.
  func naming(_ left: String?, _ right: String?) -> Failure {
    guard let operands, left != nil || right != nil else { return self }
    var failure = self
    failure.message =
      "\(left ?? "the left side") is \(operands.left), \(right ?? "the right side") is \(operands.right): \(operands.reason)"
    return failure
  }

  /// Of operands that do not fit: where the variables among them were declared, if not on the line at `span`.
  func tracing(_ operands: [Node], in sources: SourceMap, from span: Span) -> Failure {
    guard self.operands != nil else { return self }
    var failure = self
    for operand in operands {
      guard let origin = operand.origin, let name = operand.name(in: sources), !sources.share(origin, span) else { continue }
      failure.notes.append(Failure.Note("\(name) comes from here", at: origin))
    }
    return failure
  }

  func placed(at span: Span) -> Failure {
    guard self.span == nil, !isCallers else { return self }
    var failure = self
    failure.span = span
    return failure
  }
}
