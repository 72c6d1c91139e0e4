import Syntax

/// A parameter of a script: what an `input` statement declares.
public struct ScriptInput: Sendable {
  public var name: String
  /// Source text of the default.
  public var standard: String
  /// The summary of the `///` lines above it.
  public var summary: String

  /// The inputs of a script, in order; none where the text is wrong, which running it will say.
  public static func all(of text: [UInt8]) -> [ScriptInput] {
    let source = Source(name: "", bytes: text)
    guard case .complete(let program) = Parser.parse(source) else { return [] }
    return program.inputs.map { input in
      ScriptInput(
        name: input.name, standard: source.text(input.defaultValue.span), summary: input.documentation?.summary ?? "")
    }
  }
}
