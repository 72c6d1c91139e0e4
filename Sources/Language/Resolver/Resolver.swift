import Catalogue
import Syntax

/// Turns the tree into code: every name becomes a slot or a global before anything runs.
///
/// A `let`, a parameter or a loop's variable that a closure uses is copied into the closure; a `var` becomes a cell that both
/// share. A function of the top level may use names that the same text declares further down; other code may not.
final class Resolver {
  let interpreter: Interpreter
  let scope: GlobalScope
  let folder: String?
  var source = Source(name: "", bytes: [])
  var function = FunctionScope(parent: nil, innerMentions: [])
  /// Names that the text declares; whether they can be assigned, as far as it has been read.
  var declared: [String: Bool] = [:]
  /// Those whose statement has been read, and the functions that all of the text may call.
  var reached: Set<String> = []
  private var hoistedNames: Set<String> = []
  private var modules: [Span: Module] = [:]
  /// Whether `break` and `continue`, and whether `return`, may stand here.
  var allowsJump = false
  var allowsReturn = false
  var isInClosure = false
  /// Whether the block being resolved is a value in a calculation, which nothing may leave early.
  var isValueBlock = false
  /// Where problems go, so that all of a text are found; nil where the first ends the work.
  let inspection: Inspection?

  init(_ interpreter: Interpreter, _ scope: GlobalScope, folder: String?, inspection: Inspection? = nil) {
    self.inspection = inspection
    self.interpreter = interpreter
    self.scope = scope
    self.folder = folder
  }

  /// Resolves what arrived together.
  func resolve(_ entries: [(Entry, Source)]) throws(Failure) -> ResolvedBatch {
    for (entry, source) in entries {
      for statement in entry.statements {
        inspection?.announce(statement, in: source)
        try announce(statement)
      }
    }
    var batch = ResolvedBatch()
    for (entry, source) in entries {
      self.source = source
      batch.entries.append(try resolve(entry, &batch.hoisted))
    }
    return batch
  }

  /// Notes the names that a statement of the top level will declare.
  private func announce(_ statement: Statement) throws(Failure) {
    switch statement.kind {
    case .declaration(let bindings, let isVariable, _):
      for binding in bindings where binding.name != "_" { announce(binding.name, isVariable) }
    case .function(let syntax):
      if !scope.declare(syntax.name).isDefined, declared[syntax.name] == nil {
        hoistedNames.insert(syntax.name)
        reached.insert(syntax.name)
      }
      announce(syntax.name, false)
    case .input(let input): announce(input.name, false)
    case .importing(let path, let pathSpan):
      do {
        let module = try interpreter.module(path, from: folder, at: pathSpan)
        modules[statement.span] = module
        for name in module.exports { announce(name, false) }
        inspection?.announce(module)
      } catch {
        inspection?.missesNames = true
        try refuse(error)
      }
    case .assignment, .expression, .returning, .breaking, .continuing, .whileLoop, .forLoop: break
    }
  }

  private func announce(_ name: String, _ isVariable: Bool) {
    let global = scope.declare(name)
    if scope === interpreter.libraryScope { global.isPromised = true }
    if declared[name] == nil { declared[name] = global.isDefined && !global.isInherited ? global.isVariable : isVariable }
  }

  private func resolve(_ entry: Entry, _ hoisted: inout [GlobalDeclare]) throws(Failure) -> ResolvedEntry {
    if let query = entry.query { try admit(query) }
    function = FunctionScope(parent: nil, innerMentions: entry.innerMentions)
    var statements: [ResolvedEntry.Statement] = []
    var names: [String] = []
    var imported: Set<String> = []
    for statement in entry.statements {
      var valueSpan = statement.span
      let code: Node
      switch statement.kind {
      case .declaration(let bindings, let isVariable, let documentation):
        let declarations = try globals(bindings, isVariable, documentation, statement.span)
        names += bindings.map(\.name).filter { $0 != "_" }
        valueSpan = bindings.last?.value.span ?? statement.span
        code = declarations.count == 1 ? declarations[0] : Statements(declarations, statement.span)
      case .function(let syntax):
        let closure = try self.closure(syntax.closure, name: syntax.name, isLocal: false)
        let declaration = GlobalDeclare(
          scope.declare(syntax.name), closure, isVariable: false, documentation: syntax.documentation, statement.span)
        if hoistedNames.remove(syntax.name) != nil { hoisted.append(declaration) }
        reach(syntax.name, false)
        names.append(syntax.name)
        code = declaration
      case .input(let input):
        let value = try expression(input.defaultValue)
        let declaration = GlobalDeclare(
          scope.declare(input.name), value, isVariable: false, documentation: input.documentation, statement.span)
        reach(input.name, false)
        names.append(input.name)
        code = scope === interpreter.userScope ? InputDeclare(declaration, input.name, input.nameSpan) : declaration
      case .importing(_, let span):
        guard let module = modules[statement.span] else {
          code = Constant(.nothing, span)
          break
        }
        for name in module.exports { reach(name, false) }
        names += module.exports
        imported.formUnion(module.exports)
        code = Import(module, into: scope, statement.span)
      case .expression(let value): code = try expression(value)
      case .assignment, .returning, .breaking, .continuing, .whileLoop, .forLoop: code = try self.statement(statement)
      }
      let isExpression = if case .expression = statement.kind { true } else { false }
      statements.append(ResolvedEntry.Statement(code: code, isExpression: isExpression, span: statement.span, valueSpan: valueSpan))
    }
    return ResolvedEntry(
      statements: statements, size: function.size, isHidden: entry.isHidden, span: entry.span, boundNames: names,
      ownNames: names.filter { !imported.contains($0) }, query: entry.query)
  }

  private func globals(
    _ bindings: [Syntax.Binding], _ isVariable: Bool, _ documentation: Documentation?, _ span: Span
  ) throws(Failure) -> [Node] {
    var nodes: [Node] = []
    for binding in bindings {
      let value = try expression(binding.value, name: binding.name)
      if binding.name == "_" {
        nodes.append(value)
        continue
      }
      reach(binding.name, isVariable)
      nodes.append(
        GlobalDeclare(scope.declare(binding.name), value, isVariable: isVariable, documentation: documentation, span))
    }
    return nodes
  }

  private func reach(_ name: String, _ isVariable: Bool) {
    declared[name] = isVariable
    reached.insert(name)
  }

  /// The global that a name means here; nil where it means none.
  func global(_ name: String) -> Global? {
    guard let global = scope.find(name) else { return nil }
    let isPromised = global.isPromised || declared[name] != nil
    return global.isDefined || reached.contains(name) || (isInClosure && isPromised) ? global : nil
  }

  /// Ends the work with a failure, unless all problems are wanted.
  func refuse(_ failure: Failure) throws(Failure) {
    guard let inspection else { throw failure }
    inspection.add(failure, .error)
  }

  /// Refuses a name that means nothing here.
  func refuseUnknown(_ failure: Failure) throws(Failure) {
    if inspection?.missesNames != true { try refuse(failure) }
  }

  /// The error for a name that means nothing here.
  func unknown(_ name: String, _ span: Span) -> Failure {
    if declared[name] != nil { return Failure("\(name) is declared further down", hint: "move its statement above this one", at: span) }
    if name == "_" { return Failure("_ has no value", at: span) }
    var failure = Failure("there is no name \(name)", at: span)
    if let habit = Habit.hint(for: name) {
      failure.hint = habit
      return failure
    }
    let names = function.names + scope.names + declared.keys.sorted() + reservedWords
    if let near = Suggestion.nearest(to: name, among: names) { failure.hint = "did you mean \(near)?" }
    return failure
  }

  /// Refuses a question where nobody reads the answer: in a script, and in what it imports.
  private func admit(_ query: Query) throws(Failure) {
    if scope === interpreter.userScope, interpreter.settings.answer != nil { return }
    let topic = quotedText(query.topic)
    throw Failure(
      "a question such as ?name is answered at the prompt, in a notebook and by -e, not in a script",
      hint: "a script writes print(\(query.topic.isEmpty ? "help()" : "help(\(topic))"))", at: query.span)
  }

  /// Code of an expression that stands alone.
  func lone(_ syntax: Expression, _ source: Source) throws(Failure) -> (node: Node, size: Int) {
    self.source = source
    function = FunctionScope(parent: nil, innerMentions: [])
    let node = try expression(syntax)
    return (node, function.size)
  }

  /// Code of the defaults of a native function: its parameters are the first slots.
  func defaults(of native: NativeFunction) throws(Failure) -> PreparedDefaults {
    let parameters = native.signature.parameters
    function = FunctionScope(parent: nil, innerMentions: [])
    for _ in parameters { _ = function.slot() }
    var nodes: [Node?] = []
    for (i, parameter) in parameters.enumerated() {
      if let text = parameter.defaultText {
        source = interpreter.sources.add(name: "\(native.title), \(parameter.name)", bytes: Array(text.utf8))
        guard let statement = try interpreter.program(of: source).entries.first?.statements.first,
          case .expression(let value) = statement.kind
        else { throw Failure("the default of \(parameter.name) in \(native.title) is no expression") }
        nodes.append(try expression(value))
      } else {
        nodes.append(nil)
      }
      _ = function.declare(parameter.name, .parameter, .none, slot: i)
    }
    return PreparedDefaults(nodes, size: function.size)
  }
}
