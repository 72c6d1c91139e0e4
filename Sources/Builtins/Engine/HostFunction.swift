import Catalogue

/// A function that a builtin makes: what `grad(f)` gives. It takes its arguments by position.
final class HostFunction: Object {
  typealias Body = (any Context, [Value]) throws(Failure) -> Value
  let name: String
  /// How many arguments it takes; nil for any number from one on.
  let parameters: Int?
  let body: Body

  init(_ name: String, parameters: Int?, _ body: @escaping Body) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }

  let typeName = "Function"

  var about: String { "A function that another one made; it takes its arguments by position." }

  func call(_ arguments: [Argument], in context: any Context) throws(Failure) -> Value {
    if let label = arguments.compactMap(\.label).first { throw Failure("\(name) has no parameter \(label)") }
    guard parameters.map({ $0 == arguments.count }) ?? !arguments.isEmpty else {
      throw Failure(
        "\(name) takes \(parameters.map(String.init) ?? "at least one") argument\(parameters ?? 1 == 1 ? "" : "s"), not \(arguments.count)")
    }
    return try body(context, arguments.map(\.value))
  }

  func text(full: Bool) -> String { "func \(name)" }
}
