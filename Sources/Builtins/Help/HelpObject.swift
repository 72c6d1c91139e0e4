import Catalogue
import OrderedCollections

/// A page of help as a value: a terminal shows it as text, a notebook as Markdown.
public final class HelpObject: RichObject {
  public let page: HelpPage
  public init(_ page: HelpPage) { self.page = page }

  public let typeName = "Help"
  public var summary: String { "help on \(page.name)" }
  public var about: String { "A page of help." }
  public var memberNames: [String] { Array(fields.keys) }
  public func about(member name: String) -> String? { "What the page says: \(name)." }
  public func member(_ name: String, in context: any Context) throws(Failure) -> Value? { fields[name] }
  public func text(full: Bool) -> String { page.text() }
  public var forms: [(type: String, content: String)] { [("text/markdown", page.markdown())] }

  /// What the page holds; what is empty is left out.
  private var fields: OrderedDictionary<String, Value> {
    var fields: OrderedDictionary<String, Value> = ["name": .string(page.name), "origin": .string(page.origin)]
    if let signature = page.signatureText { fields["signature"] = .string(signature) }
    if !page.summary.isEmpty { fields["summary"] = .string(page.summary) }
    if !page.details.isEmpty { fields["details"] = .list(page.details.map { .string($0) }) }
    for section in page.sections {
      let rows = section.rows.map { Value.record(Record(["name": .string($0.name), "text": .string($0.text)])) }
      fields[section.title.lowercased()] = .list(rows)
    }
    if !page.examples.isEmpty {
      let examples = page.examples.map { Value.record(Record(["source": .string($0.source), "prints": $0.prints.value])) }
      fields["examples"] = .list(examples)
    }
    if let source = page.source { fields["source"] = .string(source) }
    return fields
  }
}
