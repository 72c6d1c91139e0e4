import JSONSyntax
import Session
import Syntax

extension LanguageServer {
  /// What a name of a document means: a declaration of its own, or of a file that it imports.
  private func declaration(_ name: String, at place: Place) -> (declaration: SourceIndex.Declaration, source: Source)? {
    if let own = place.document.index.declaration(of: name, at: place.offset) { return (own, place.document.source) }
    for file in imports(of: place.document) {
      if let found = file.export(name) { return (found, file.source) }
    }
    return nil
  }

  /// The files that a document imports, as far as they can be read.
  private func imports(of document: Document) -> [SourceIndex] {
    document.index.imports.compactMap { path in
      let full = path.hasPrefix("/") ? path : "\(document.folder ?? ".")/\(path)"
      return checker.read(full).map { SourceIndex(Source(name: full, bytes: $0)) }
    }
  }

  // MARK: hover

  func hover(_ place: Place) -> JSON {
    guard let mention = place.document.index.mention(at: place.offset), !mention.isMember, !mention.isLabel,
      let text = help(for: mention.name, at: place)
    else { return .null }
    return [
      "contents": ["kind": .string("markdown"), "value": .string(text)], "range": place.document.source.range(mention.range),
    ]
  }

  /// Signature and documentation, in Markdown.
  private func help(for name: String, at place: Place) -> String? {
    if let (declaration, _) = declaration(name, at: place) {
      let word = Self.words[declaration.kind].map { $0 + " " } ?? ""
      return Self.markdown(
        title: declaration.signature.map { "func " + $0 } ?? word + name, summary: declaration.documentation?.summary ?? "",
        parameters: declaration.documentation?.parameters.map { ($0.name, $0.text) } ?? [])
    }
    return checker.known(name).map { Self.markdown(title: $0.title, summary: $0.summary, parameters: $0.parameters) }
  }

  private static let words: [SourceIndex.Declaration.Kind: String] = [
    .constant: "let", .variable: "var", .function: "func", .input: "input", .parameter: "parameter",
  ]

  private static func markdown(title: String, summary: String, parameters: [(name: String, text: String)]) -> String {
    let list = parameters.map { "- `\($0.name)`: \($0.text)" }.joined(separator: "\n")
    return ["```tegum\n\(title)\n```", summary, list].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  // MARK: definition

  func definition(_ place: Place) -> JSON {
    guard let mention = place.document.index.mention(at: place.offset), !mention.isMember, !mention.isLabel,
      let (declaration, source) = declaration(mention.name, at: place)
    else { return .null }
    let isHere = source.name == place.document.source.name
    return ["uri": .string(isHere ? place.document.uri : FilePath.uri(source.name)), "range": source.range(declaration.range)]
  }

  // MARK: completion

  /// Kinds of completions, by their numbers in the protocol.
  private enum ItemKind: Int {
    case function = 3, field = 5, variable = 6, keyword = 14
  }

  func completion(_ place: Place) -> JSON {
    let index = place.document.index
    if index.isInText(place.offset) { return .array([]) }
    if index.isBehindPoint(place.offset) { return .array(index.members.map { Self.item($0, .field) }) }
    var items = labels(at: place)
    var names: Set<String> = []
    for declaration in index.declarations(at: place.offset) + imports(of: place.document).flatMap({ $0.declarations(at: Int.max - 1) })
    where names.insert(declaration.name).inserted {
      items.append(Self.item(declaration.name, declaration.kind == .function ? .function : .variable, detail: declaration.signature))
    }
    let checker = checker
    for name in checker.names where names.insert(name).inserted {
      guard let known = checker.known(name) else { continue }
      items.append(Self.item(name, known.isFunction ? .function : .variable, detail: known.title))
    }
    return .array(items + reservedWords.map { Self.item($0, .keyword) })
  }

  /// The labels that a call under way can still be given.
  private func labels(at place: Place) -> [JSON] {
    guard let call = place.document.index.call(at: place.offset) else { return [] }
    let parameters: [(name: String, text: String)]
    if let (function, _) = declaration(call.function, at: place) {
      parameters = function.parameters.map { ($0, function.documentation?.parameter($0) ?? "") }
    } else {
      parameters = checker.known(call.function)?.parameters ?? []
    }
    return parameters.filter { !call.labels.contains($0.name) }.map { parameter in
      Self.item(parameter.name + ":", .field, detail: parameter.text.isEmpty ? nil : parameter.text, inserting: parameter.name + ": ")
    }
  }

  private static func item(_ label: String, _ kind: ItemKind, detail: String? = nil, inserting text: String? = nil) -> JSON {
    var members = [JSON.Member("label", .string(label)), JSON.Member("kind", .integer(kind.rawValue))]
    if let detail { members.append(JSON.Member("detail", .string(detail))) }
    if let text { members.append(JSON.Member("insertText", .string(text))) }
    return .object(members)
  }
}
