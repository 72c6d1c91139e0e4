import Catalogue

extension HostBuiltins {
  static let output: [Builtin] = [
    Builtin(
      "print", in: "output", "Writes values to standard output, separated by spaces, and a newline.",
      Parameter<[Value]>("values", "What to write.", rest: true),
      examples: [Example("print(\"n =\", 3)", prints: "n = 3")]
    ) { (context, values) throws(Failure) -> Value in
      context.write(values.map { context.text($0, full: false) }.joined(separator: " ") + "\n")
      return .nothing
    },
    Builtin(
      "note", in: "output", "Writes a line to standard error: what a user should know, and a script's results should not hold.",
      Parameter<String>("text", "The line."), examples: [Example("note(\"the optimizer starts afresh\")")]
    ) { (context, text) throws(Failure) -> Value in
      context.note(text)
      return .nothing
    },
    Builtin(
      "type", in: "values", "Name of a value's type.", Parameter<Value>("value", "Any value."),
      examples: [Example("type(0..<3)", prints: "Range"), Example("type(nil)", prints: "nil")]
    ) { (_, value) throws(Failure) -> String in value.typeName },
  ]
}
