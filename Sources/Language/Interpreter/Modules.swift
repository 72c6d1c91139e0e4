import Catalogue
import Syntax

/// An imported file. It has a scope of its own, and runs once; what it declares is bound where it is imported, as if by `let`.
final class Module {
  let path: String
  let bytes: [UInt8]
  let scope: GlobalScope
  let code: ResolvedBatch
  /// Names that it declares.
  let exports: [String]
  var hasRun = false

  init(path: String, bytes: [UInt8], scope: GlobalScope, code: ResolvedBatch) {
    self.path = path
    self.bytes = bytes
    self.scope = scope
    self.code = code
    exports = code.entries.flatMap(\.ownNames)
  }
}

extension Interpreter {
  /// Reads and resolves an imported file and what it imports. Each file is read once, and again when its text changed.
  func module(_ path: String, from folder: String?, at span: Span) throws(Failure) -> Module {
    let joined = path.hasPrefix("/") || folder == nil ? path : "\(folder ?? "")/\(path)"
    guard let full = canonicalPath(joined) ?? (settings.readFile(joined) != nil ? joined : nil), let bytes = settings.readFile(full)
    else { throw Failure("there is no file \(joined)", at: span) }
    if let start = importing.firstIndex(of: full) {
      let circle = (importing[start...] + [full]).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      throw Failure("the imports go in a circle: \(circle.joined(separator: " → "))", at: span)
    }
    if let known = modules[full], known.bytes == bytes { return known }
    importing.append(full)
    defer { importing.removeLast() }
    let source = sources.add(name: joined, bytes: bytes)
    let parent = full.lastIndex(of: "/").map { String(full[..<$0]) }
    let program = try program(of: source)
    let scope = GlobalScope(over: libraryScope)
    let code = try Resolver(self, scope, folder: parent).resolve(program.entries.map { ($0, source) })
    let module = Module(path: full, bytes: bytes, scope: scope, code: code)
    modules[full] = module
    return module
  }
}

/// `import "file.tg"`
final class Import: Node {
  let module: Module
  let targets: [(from: Global, to: Global)]
  init(_ module: Module, into scope: GlobalScope, _ span: Span) {
    self.module = module
    targets = module.exports.compactMap { name in module.scope.find(name).map { ($0, scope.declare(name)) } }
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    if !module.hasRun {
      do {
        try frame.interpreter.run(module.code, in: module.scope) { _ in }
        module.hasRun = true
      } catch {
        frame.interpreter.modules[module.path] = nil
        throw error
      }
    }
    for (from, to) in targets where from.isDefined {
      to.storage.pointee = from.storage.pointee
      to.isVariable = false
      to.isInherited = false
      to.documentation = from.documentation
      to.declaration = from.declaration
    }
    return .nothing
  }
}

/// `input x = 0.05`: a script's parameter, whose value the host may give as text.
final class InputDeclare: Node {
  let declaration: GlobalDeclare
  let name: String
  init(_ declaration: GlobalDeclare, _ name: String, _ span: Span) {
    self.declaration = declaration
    self.name = name
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = try declaration.value.evaluate(frame)
    let interpreter = frame.interpreter
    guard let text = interpreter.settings.inputs[name] else {
      declaration.bind(value)
      return .nothing
    }
    declaration.bind(try interpreter.input(name, text, like: value, at: span))
    return .nothing
  }
}

extension Interpreter {
  /// Reads the text given for an input as a value of its default's type; text for a string is taken as it is.
  fileprivate func input(_ name: String, _ text: String, like standard: Value, at span: Span) throws(Failure) -> Value {
    if case .string = standard { return .string(text) }
    let source = sources.add(name: "--\(name)", bytes: Array(text.utf8))
    let program = try program(of: source)
    guard program.entries.count == 1, let statements = program.entries.first?.statements, statements.count == 1,
      case .expression(let expression) = statements[0].kind
    else { throw Failure("--\(name) wants a value like \(self.text(standard, full: false)), not \"\(text)\"", at: span) }
    let code = try Resolver(self, libraryScope, folder: nil).lone(expression, source)
    let base = try reserve(code.size, span)
    defer { state.release(code.size, base) }
    let value = try code.node.evaluate(Frame(slots: base, state: state))
    if case .nothing = standard { return value }
    guard value.typeName == standard.typeName else {
      throw Failure("--\(name) wants a value like \(self.text(standard, full: false)), not \(describe(value))", at: span)
    }
    return value
  }

  /// Code of a native function's defaults, resolved where the standard library's names are known.
  func preparedDefaults(of function: NativeFunction) throws(Failure) -> PreparedDefaults {
    if let known = function.prepared as? PreparedDefaults { return known }
    let prepared = try Resolver(self, libraryScope, folder: nil).defaults(of: function)
    function.prepared = prepared
    return prepared
  }
}
