import Catalogue
import OrderedCollections
import Syntax

/// Which argument goes to which parameter: by position first, then by label; a closure behind the call fills the one
/// that is marked for it, else the last.
struct ArgumentBinding {
  /// One for each parameter; nil where its default is wanted.
  private(set) var values: [Value?]
  private let function: Function
  private let call: Span

  init(_ function: Function, _ arguments: [CallArgument], _ call: Span) throws(Failure) {
    self.function = function
    self.call = call
    let parameters = function.signature.parameters
    values = Array(repeating: nil, count: parameters.count)
    var rest: [Value] = []
    var labelled: OrderedDictionary<String, Value> = [:]
    var position = 0
    let restIndex = parameters.firstIndex(where: \.isRest)
    let labelsIndex = parameters.firstIndex(where: \.takesLabels)
    for argument in arguments {
      if argument.isTrailing {
        try fillClosure(argument, function.signature)
      } else if let label = argument.label {
        if let i = parameters.firstIndex(where: { $0.name == label && !$0.takesLabels && !$0.isRest }) {
          guard values[i] == nil else { throw failure("\(label) is given twice in the call of \(function.title)", argument.span) }
          values[i] = argument.value
        } else if labelsIndex != nil {
          labelled[label] = argument.value
        } else {
          throw unknown(label, argument.span)
        }
      } else {
        while position < parameters.count, parameters[position].takesLabels { position += 1 }
        if position < parameters.count, position != restIndex {
          values[position] = argument.value
          position += 1
        } else if restIndex != nil {
          rest.append(argument.value)
        } else {
          throw tooMany(arguments)
        }
      }
    }
    if let restIndex { values[restIndex] = .list(rest) }
    if let labelsIndex { values[labelsIndex] = .record(Record(labelled)) }
    for (i, parameter) in parameters.enumerated() where values[i] == nil && parameter.defaultText == nil {
      throw missing(parameter.name)
    }
  }

  private mutating func fillClosure(_ argument: CallArgument, _ signature: Signature) throws(Failure) {
    guard let place = signature.closureIndex else {
      throw failure("\(function.title) takes no closure", argument.span)
    }
    guard values[place] == nil else {
      let name = signature.parameters[place].name
      throw failure("\(name) is given twice: the closure behind the call fills it too", argument.span)
    }
    values[place] = argument.value
  }

  private func failure(_ message: String, _ span: Span?) -> Failure {
    Failure(message, hint: "it is \(shape)", at: span ?? call)
  }

  private var shape: String { function.signature.text(name: function.name ?? "func") }

  private func unknown(_ label: String, _ span: Span?) -> Failure {
    let names = function.signature.parameters.filter { !$0.isRest && !$0.takesLabels }.map(\.name)
    let message = "\(function.title) has no parameter \(label)"
    guard let near = Suggestion.nearest(to: label, among: names) else { return failure(message, span) }
    return Failure(message, hint: "did you mean \(near)?", at: span ?? call)
  }

  private func tooMany(_ arguments: [CallArgument]) -> Failure {
    let most = function.signature.parameters.lazy.filter { !$0.takesLabels }.count
    let given = arguments.filter { $0.label == nil && !$0.isTrailing }.count
    let takes = most == 0 ? "no arguments" : most == 1 ? "one argument" : "at most \(most) arguments"
    let exact = function.signature.required == most && most > 1 ? "\(most) arguments" : takes
    return failure("\(function.title) takes \(exact), not \(given)", call)
  }

  private func missing(_ name: String) -> Failure {
    if name.hasPrefix("$") { return failure("the closure takes \(function.signature.required) arguments", call) }
    return failure("\(function.title) wants a value for \(name)", call)
  }
}
