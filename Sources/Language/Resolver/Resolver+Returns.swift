import Catalogue
import Syntax

/// Functions whose every `return` ends a branch at their end are the same as functions without: `if a { return b }; c` is
/// `if a { b } else { c }`. Run as values they leave nothing to look out for.
extension Resolver {
  /// Whether `values` knows what a function's statements give.
  static func haveValues(_ statements: ArraySlice<Statement>, limit: Int = 50) -> Bool {
    guard limit > 0 else { return false }
    guard let first = statements.firstIndex(where: returns) else { return true }
    let rest = statements[(first + 1)...]
    switch statements[first].kind {
    case .returning: return rest.isEmpty
    case .expression(let value):
      guard case .conditional(let branches, let otherwise) = value.kind else { return false }
      guard branches.allSatisfy({ alwaysReturns($0.body) && haveValues($0.body.statements[...], limit: limit - 1) }) else { return false }
      guard let otherwise else { return haveValues(rest, limit: limit - 1) }
      return rest.isEmpty && haveValues(otherwise.statements[...], limit: limit - 1)
    default: return false
    }
  }

  /// Code whose value is what a function with these statements returns.
  func values(_ statements: ArraySlice<Statement>, _ span: Span) throws(Failure) -> Node {
    guard let first = statements.firstIndex(where: Self.returns) else {
      return try self.statements(Array(statements), span, .value)
    }
    var nodes: [Node] = []
    for statement in statements[..<first] { nodes.append(try self.statement(statement)) }
    switch statements[first].kind {
    case .returning(let value): nodes.append(try value.map { (value) throws(Failure) in try expression(value) } ?? Constant(.nothing, span))
    case .expression(let value):
      guard case .conditional(let branches, let otherwise) = value.kind else { break }
      var tests: [(Node, Node)] = []
      for branch in branches { tests.append((try expression(branch.condition), try values(of: branch.body))) }
      var node = if let otherwise { try values(of: otherwise) } else { try values(statements[(first + 1)...], span) }
      for (test, body) in tests.reversed() { node = Conditional(test, body, node, value.span) }
      nodes.append(node)
    default: break
    }
    return nodes.count == 1 ? nodes[0] : Statements(nodes, span)
  }

  func values(of block: Block) throws(Failure) -> Node {
    function.blocks.append([:])
    defer { function.blocks.removeLast() }
    return try values(block.statements[...], block.span)
  }

  private static func alwaysReturns(_ block: Block) -> Bool {
    switch block.statements.last?.kind {
    case .returning: return true
    case .expression(let value):
      guard case .conditional(let branches, let otherwise?) = value.kind else { return false }
      return alwaysReturns(otherwise) && branches.allSatisfy { alwaysReturns($0.body) }
    default: return false
    }
  }

  /// Whether a `return` stands in a statement.
  private static func returns(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .returning: return true
    case .whileLoop(_, let body), .forLoop(_, _, _, let body): return body.statements.contains(where: returns)
    case .expression(let value):
      switch value.kind {
      case .conditional(let branches, let otherwise):
        return branches.contains { $0.body.statements.contains(where: returns) } || otherwise?.statements.contains(where: returns) == true
      case .attempt(let body, _, _, let handler): return (body.statements + handler.statements).contains(where: returns)
      default: return false
      }
    default: return false
    }
  }
}
