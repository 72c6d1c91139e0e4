import Catalogue
import Syntax

/// Something wrong with a text that was found without running it.
public struct Problem: Sendable {
  public enum Severity: String, Sendable {
    /// Running the text would fail here, if it came here.
    case error
    /// It would, but what fails is caught by a `try`.
    case warning
  }
  public var severity: Severity
  public var diagnostic: Diagnostic
}

/// What the resolver finds while it goes over a text that is only checked, and what it knows of the text's own functions.
final class Inspection {
  private(set) var found: [(failure: Failure, severity: Problem.Severity)] = []
  /// `try` bodies around the place under way.
  var attempts = 0
  /// Whether a file could not be imported: then an unknown name may be one of its.
  var missesNames = false
  /// Functions of the top level by name; nil where the name is declared in other ways too.
  private var functions: [String: Function?] = [:]
  /// Functions within others, by the place of their declaration.
  private var locals: [Span: Function] = [:]

  func add(_ failure: Failure, _ severity: Problem.Severity) { found.append((failure, severity)) }

  /// Notes what a statement of the top level declares.
  func announce(_ statement: Statement, in source: Source) {
    switch statement.kind {
    case .function(let syntax): announce(syntax.name, Function(syntax.name, syntax.closure, in: source))
    case .declaration(let bindings, let isVariable, _):
      for binding in bindings {
        if !isVariable, case .closure(let closure) = binding.value.kind {
          announce(binding.name, Function(nil, closure, in: source))
        } else {
          announce(binding.name, nil)
        }
      }
    case .input(let input): announce(input.name, nil)
    case .importing, .assignment, .expression, .returning, .breaking, .continuing, .whileLoop, .forLoop: break
    }
  }

  /// Notes the functions that an imported file declares.
  func announce(_ module: Module) {
    for case let declaration as GlobalDeclare in module.code.entries.flatMap(\.statements).map(\.code) {
      let literal = declaration.isVariable ? nil : declaration.value.owner as? ClosureLiteral
      let name = declaration.global.name
      announce(name, literal.map { Function(name: $0.code.name, signature: $0.code.signature) })
    }
  }

  /// Notes that a name is a function, or something else; where it is declared again, nothing is known of it.
  private func announce(_ name: String, _ function: Function?) {
    functions[name] = .some(functions[name] == nil ? function : nil)
  }

  /// Notes a function within another by the place of its declaration.
  /// - name: nil for a closure that a `let` holds.
  func announce(_ name: String?, _ closure: Closure, at places: [Span], in source: Source) {
    for place in places { locals[place] = Function(name, closure, in: source) }
  }

  /// The function that a local variable was declared to be.
  func function(declaredAt place: Span) -> Function? { locals[place] }

  /// The text's only declaration of a name, if that is a function.
  func function(_ name: String) -> Function? { functions[name] ?? nil }
}

extension Resolver {
  /// Checks labels and number of the arguments in a call of a function that is known before anything runs.
  func inspect(_ name: String, _ arguments: [Call.ArgumentCode], _ span: Span) {
    guard let inspection, let callee = knownFunction(name) else { return }
    let given = arguments.map { CallArgument(label: $0.label, value: .nothing, isTrailing: $0.isTrailing, span: $0.span) }
    do {
      _ = try ArgumentBinding(callee, given, span)
    } catch {
      inspection.add(error, inspection.attempts > 0 ? .warning : .error)
    }
  }

  /// What a name will be when it is called here: a function of the text that is never declared again, or one of the language.
  private func knownFunction(_ name: String) -> Function? {
    if let variable = function.find(name) { return inspection?.function(declaredAt: variable.declaration) }
    guard let global = global(name) else { return nil }
    if declared[name] != nil { return !global.isInherited || reached.contains(name) ? inspection?.function(name) : nil }
    if case .function(let known) = global.storage.pointee { return known }
    return nil
  }
}

extension Function {
  /// The outside of a function of the text.
  fileprivate convenience init(_ name: String?, _ closure: Closure, in source: Source) {
    let parameters = closure.parameters.map { parameter in
      Signature.Parameter(parameter.name, defaultText: parameter.defaultValue.map { source.text($0.span) })
    }
    self.init(name: name, signature: Signature(parameters))
  }
}
