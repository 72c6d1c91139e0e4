import Catalogue
import Syntax

extension Resolver {
  /// Code of a function's text.
  /// - isLocal: whether it is a named function inside another, which knows itself by its name.
  func closure(_ syntax: Closure, name: String?, isLocal: Bool) throws(Failure) -> ClosureLiteral {
    let outer = function
    let saved = (allowsJump, allowsReturn, isInClosure, isValueBlock)
    let inner = FunctionScope(parent: outer, innerMentions: syntax.innerMentions)
    function = inner
    (allowsJump, allowsReturn, isInClosure, isValueBlock) = (false, true, true, false)
    defer {
      function = outer
      (allowsJump, allowsReturn, isInClosure, isValueBlock) = saved
    }

    let parameters = syntax.parameters.map { parameter in
      Signature.Parameter(parameter.name, defaultText: parameter.defaultValue.map { source.text($0.span) })
    }
    let hasReturn = syntax.hasReturn && !Self.haveValues(syntax.body.statements[...])
    let code = FunctionCode(name: name, signature: Signature(parameters), hasReturn: hasReturn, syntax.span)
    for _ in parameters { _ = inner.slot() }
    if isLocal, let name, syntax.mentions.contains(name) {
      let slot = inner.slot()
      code.selfSlot = slot
      inner.captured[name] = Variable(slot: slot, origin: .function, isCell: false, declaration: syntax.span)
    }
    for (i, parameter) in syntax.parameters.enumerated() {
      code.defaults.append(try parameter.defaultValue.map { (value) throws(Failure) in try expression(value) })
      _ = inner.declare(parameter.name, .parameter, parameter.nameSpan, slot: i)
    }
    code.body = Code(hasReturn ? try block(syntax.body, .tail) : try values(of: syntax.body))
    code.size = inner.size
    code.captureSlots = inner.captures.map(\.to)
    return ClosureLiteral(code, captured: inner.captures.map(\.from), syntax.span)
  }
}
