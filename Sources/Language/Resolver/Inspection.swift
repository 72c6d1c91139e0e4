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

  func add(_ failure: Failure, _ severity: Problem.Severity) { found.append((failure, severity)) }

  /// Notes what a statement of the top level declares.
  func announce(_ statement: Statement, in source: Source) {
    switch statement.kind {
    case .function(let syntax): functions[syntax.name] = functions[syntax.name] == nil ? .some(Function(syntax, in: source)) : .some(nil)
    case .declaration(let bindings, _, _): for binding in bindings { functions[binding.name] = .some(nil) }
    case .input(let input): functions[input.name] = .some(nil)
    case .importing, .assignment, .expression, .returning, .breaking, .continuing, .whileLoop, .forLoop: break
    }
  }

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
    guard function.find(name) == nil, let global = global(name) else { return nil }
    if declared[name] != nil { return !global.isInherited || reached.contains(name) ? inspection?.function(name) : nil }
    if case .function(let known) = global.storage.pointee { return known }
    return nil
  }
}

extension Function {
  /// The outside of a function of the text.
  fileprivate convenience init(_ syntax: FunctionSyntax, in source: Source) {
    let parameters = syntax.closure.parameters.map { parameter in
      Signature.Parameter(parameter.name, defaultText: parameter.defaultValue.map { source.text($0.span) })
    }
    self.init(name: syntax.name, signature: Signature(parameters))
  }
}
