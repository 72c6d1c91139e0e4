import Tensor

/// How often a value changes, and with that where it is computed.
public enum Level: Int, Comparable, Sendable {
  /// Known when the trace is made.
  case constant
  /// One number a step, in Double: the step's number, a schedule's factor, and arithmetic of these alone.
  case number
  /// Once a step: parameters, the optimizer's state, sums over the batch.
  case step
  /// Once a sample.
  case sample

  public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
}

/// Where in the user's program a node comes from; opaque to this target.
public struct Origin: Hashable, Sendable {
  public var source: Int32
  public var start: Int32
  public var end: Int32
  public init(source: Int32, start: Int32, end: Int32) {
    self.source = source
    self.start = start
    self.end = end
  }
  public static let none = Origin(source: -1, start: 0, end: 0)
}

/// One value of a trace.
public struct Node: Sendable {
  public let primitive: any Primitive
  /// Numbers of the nodes it is computed from; all smaller than its own.
  public let inputs: [Int]
  public let shape: [Int]
  public let level: Level
  public let origin: Origin

  public var count: Int { shape.reduce(1, *) }
}

/// A node of a graph, as the things that are traced see it.
public struct Symbol {
  public let graph: Graph
  public let id: Int

  public init(graph: Graph, id: Int) {
    self.graph = graph
    self.id = id
  }

  public var node: Node { graph.nodes[id] }
  public var shape: [Int] { node.shape }
  public var level: Level { node.level }
}
