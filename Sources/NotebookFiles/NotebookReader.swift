import JSONSyntax
import Syntax

extension Notebook {
  /// Reads the text of an .ipynb file of nbformat 4, strictly: what the format does not know is refused. Cells of formats before 4.5
  /// get ids.
  /// - Throws: what was expected and what came, in which line or cell.
  public init(_ text: [UInt8]) throws(NotebookError) {
    let json: JSON
    do {
      json = try JSON(text)
    } catch {
      let (line, column) = Source(name: "", bytes: text).location(error.offset)
      throw NotebookError(message: "it is no JSON: line \(line), column \(column): \(error.message)")
    }
    let top = try Members(json, of: "the notebook", ["cells", "metadata", "nbformat", "nbformat_minor"])
    guard try top.integer("nbformat") == 4 else { throw NotebookError(message: "expected nbformat 4, not \(try top.integer("nbformat"))") }
    let minor = try top.integer("nbformat_minor")
    guard (0...5).contains(minor) else { throw NotebookError(message: "expected nbformat 4.0 to 4.5, not 4.\(minor)") }
    metadata = try top.object("metadata")
    cells = []
    var ids: Set<String> = []
    for (i, json) in try top.array("cells").enumerated() {
      let cell = try Cell(json, at: i, hasID: minor == 5)
      guard ids.insert(cell.id).inserted else { throw NotebookError(message: "cell \(i + 1): another cell has the id \(cell.id) too") }
      cells.append(cell)
    }
  }
}

extension Notebook.Cell {
  fileprivate init(_ json: JSON, at place: Int, hasID: Bool) throws(NotebookError) {
    let name = "cell \(place + 1)"
    let common = ["cell_type", "metadata", "source"] + (hasID ? ["id"] : [])
    var members = try Members(json, of: name, nil)
    let type = try members.string("cell_type")
    switch type {
    case "code":
      members = try Members(json, of: name, common + ["outputs", "execution_count"])
      kind = .code(outputs: try members.outputs(), count: try members.count())
    case "markdown", "raw":
      members = try Members(json, of: name, common, optional: ["attachments"])
      let attachments = try members.attachments()
      kind = type == "raw" ? .raw(attachments: attachments) : .markdown(attachments: attachments)
    default: throw NotebookError(message: "\(name): expected cell_type to be code, markdown or raw, not \(JSON.quoted(type))")
    }
    id = hasID ? try members.string("id") : Notebook.id(place)
    guard Syntax.Cell.isID(id) else {
      throw NotebookError(message: "\(name): expected id to be 1 to 64 letters, digits, - and _, not \(JSON.quoted(id))")
    }
    text = try members.text("source")
    metadata = try members.object("metadata")
  }
}

/// The members of an object that is to be of a certain form.
private struct Members {
  let json: JSON
  /// What messages call it.
  let name: String

  /// - Parameter names: what it has, `optional` aside; nil for anything.
  init(_ json: JSON, of name: String, _ names: [String]?, optional: [String] = []) throws(NotebookError) {
    (self.json, self.name) = (json, name)
    guard case .object(let members) = json else { throw NotebookError(message: "expected \(name) to be an object, not \(json.kind)") }
    guard let names else { return }
    if let missing = names.first(where: { json[$0] == nil }) { throw NotebookError(message: "\(name) has no \(missing)") }
    if let other = members.first(where: { !(names + optional).contains($0.name) }) {
      throw NotebookError(message: "\(name) has \(JSON.quoted(other.name)), which nbformat does not know")
    }
  }

  func integer(_ member: String) throws(NotebookError) -> Int {
    guard let integer = json[member]?.integer else { throw wanted(member, "a whole number") }
    return integer
  }

  func string(_ member: String) throws(NotebookError) -> String {
    guard let string = json[member]?.string else { throw wanted(member, "a string") }
    return string
  }

  func object(_ member: String) throws(NotebookError) -> [JSON.Member] {
    guard case .object(let members)? = json[member] else { throw wanted(member, "an object") }
    return members
  }

  func array(_ member: String) throws(NotebookError) -> [JSON] {
    guard case .array(let elements)? = json[member] else { throw wanted(member, "an array") }
    return elements
  }

  /// A string, or an array of strings that are joined.
  func text(_ member: String) throws(NotebookError) -> String {
    if let text = json[member]?.string { return text }
    guard case .array(let lines)? = json[member] else { throw wanted(member, "a string or an array of strings") }
    let strings = lines.compactMap(\.string)
    guard strings.count == lines.count else { throw NotebookError(message: "\(name): expected \(member) to hold strings alone") }
    return strings.joined()
  }

  func count() throws(NotebookError) -> Int? {
    if case .null? = json["execution_count"] { return nil }
    let count = try integer("execution_count")
    guard count >= 0 else { throw wanted("execution_count", "a whole number from 0") }
    return count
  }

  func attachments() throws(NotebookError) -> JSON? {
    json["attachments"] == nil ? nil : .object(try object("attachments"))
  }

  func outputs() throws(NotebookError) -> [JSON] {
    let outputs = try array("outputs")
    let known = ["execute_result", "display_data", "stream", "error"]
    for (i, output) in outputs.enumerated() {
      let members = try Members(output, of: "\(name), output \(i + 1)", nil)
      let type = try members.string("output_type")
      guard known.contains(type) else { throw members.wanted("output_type", known.joined(separator: ", ")) }
    }
    return outputs
  }

  func wanted(_ member: String, _ what: String) -> NotebookError {
    guard let value = json[member] else { return NotebookError(message: "\(name) has no \(member)") }
    return NotebookError(message: "\(name): expected \(member) to be \(what), not \(value.kind)")
  }
}

extension JSON {
  /// What it is, in a sentence; of what is short, the text.
  fileprivate var kind: String {
    switch self {
    case .null, .bool, .integer, .number: text
    case .string(let text): text.utf8.count > 40 ? "a string" : self.text
    case .array: "an array"
    case .object: "an object"
    }
  }
}
