import Catalogue

/// What help says about one thing: a function, a value, a topic. Front ends write it as text or as Markdown.
public struct HelpPage: Sendable {
  /// A list with a line for each of several things: parameters, members, functions.
  public struct Section: Sendable {
    public var title: String
    public var rows: [Row]
  }

  /// A name, and what is said about it.
  public typealias Row = (name: String, text: String)

  /// What was asked for.
  public var name: String
  /// Where it comes from: "builtin, training", "declared at In [3]:1:1".
  public var origin: String
  /// How a function is called: its name, and what stands between the parentheses.
  public var signature: (name: String, parameters: [String])?
  /// One sentence.
  public var summary: String
  /// More, by paragraphs.
  public var details: [String] = []
  public var sections: [Section] = []
  public var examples: [Example] = []
  /// The source text that declared it, where that was asked for.
  public var source: String?

  /// The signature on one line.
  public var signatureText: String? { signature.map { "\($0.name)(\($0.parameters.joined(separator: ", ")))" } }
}

extension Example {
  /// Source and result as the standard library writes them: `norms([[3], [4]]) // [5]`.
  var line: String { prints.map { "\(source) // \($0)" } ?? source }
}
