import Catalogue
import Syntax

/// How a name of the top level is at a moment.
struct NameState {
  let global: Global
  let value: Value
  private let isVariable: Bool
  let isInherited: Bool
  private let documentation: Documentation?
  private let declaration: Span?

  init(_ global: Global) {
    self.global = global
    value = global.storage.pointee
    (isVariable, isInherited) = (global.isVariable, global.isInherited)
    (documentation, declaration) = (global.documentation, global.declaration)
  }

  /// Whether it has the same value now.
  var isNow: Bool { global.storage.pointee.isIdentical(to: value) }

  func restore() {
    global.storage.pointee = value
    (global.isVariable, global.isInherited) = (isVariable, isInherited)
    (global.documentation, global.declaration) = (documentation, declaration)
  }
}
