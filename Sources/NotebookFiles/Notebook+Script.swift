import JSONSyntax
import Syntax

/// Notebooks as scripts with `// %%` lines, and the other way round. Outputs are left out of scripts, all else is kept: metadata stands
/// in the marks, that of the notebook in a mark `// %% [notebook]`.
extension Notebook {
  /// - Parameter script: a script; its name is for messages.
  /// - Throws: where a mark's metadata is no object of JSON, or two cells have one id.
  public init(script: Source) throws(NotebookError) {
    self.init(cells: [])
    var cells = Syntax.Cell.cells(of: script)
    if let first = cells.first, first.kind == .notebook {
      metadata = try Self.members(first, "the notebook")
      cells.removeFirst()
    }
    if let line = script.hashBang { metadata.append(JSON.Member(Self.own, [Self.hashBang: .string(line)])) }
    var ids: Set<String> = Set(cells.map(\.id))
    for (i, cell) in cells.enumerated() {
      guard cell.kind != .notebook else { throw NotebookError(message: "cell \(i + 1): the mark [notebook] stands only before all cells") }
      guard cell.id.isEmpty || !self.cells.contains(where: { $0.id == cell.id }) else {
        throw NotebookError(message: "cell \(i + 1): another cell has the id \(cell.id) too")
      }
      var members = try Self.members(cell, "cell \(i + 1)")
      if !cell.title.isEmpty {
        guard !members.contains(where: { $0.name == Self.title }) else {
          throw NotebookError(message: "cell \(i + 1): its mark has a title, and its metadata another")
        }
        members.insert(JSON.Member(Self.title, .string(cell.title)), at: 0)
      }
      var id = cell.id
      var number = i
      // an id that a cell further down was given is not given again
      while id.isEmpty {
        if ids.insert(Self.id(number)).inserted { id = Self.id(number) }
        number += 1
      }
      self.cells.append(Cell(Self.kind(cell.kind, taking: &members), id: id, text: cell.text, metadata: members))
    }
  }

  /// The script.
  /// - Throws: where a cell cannot stand in a script, so that something would be lost.
  public func script() throws(NotebookError) -> String {
    var metadata = metadata
    var hashBang = ""
    if let own = metadata.firstIndex(where: { $0.name == Self.own }), case .object(let members) = metadata[own].value, members.count == 1,
      let text = metadata[own].value[Self.hashBang]?.string, Source(name: "", text: text).hashBang == text
    {
      hashBang = text
      metadata.remove(at: own)
    }
    var head = Syntax.Cell(.notebook)
    head.attributes = JSON.object(metadata).text
    var cells = metadata == Self.language ? [] : [head]
    for (i, cell) in self.cells.enumerated() { cells.append(try cell.scriptCell(at: i)) }
    guard let script = Syntax.Cell.script(of: cells, below: hashBang) else {
      let open = self.cells.firstIndex(where: \.isOpen).map { "cell \($0 + 1)" } ?? "a cell"
      throw NotebookError(message: "\(open) leaves a comment or a string open, which in a script the cells below it would close")
    }
    return script
  }

  /// Names in metadata.
  private static let own = "tegum"
  private static let hashBang = "hashBang"
  fileprivate static let title = "title"
  fileprivate static let attachments = "attachments"

  private static func members(_ cell: Syntax.Cell, _ name: String) throws(NotebookError) -> [JSON.Member] {
    guard !cell.attributes.isEmpty else { return [] }
    do {
      guard case .object(let members) = try JSON(Array(cell.attributes.utf8)) else { return [] }
      return members
    } catch {
      throw NotebookError(message: "\(name): what stands in braces in its mark is metadata, an object of JSON: \(error.message)")
    }
  }

  private static func kind(_ kind: Syntax.Cell.Kind, taking members: inout [JSON.Member]) -> Cell.Kind {
    guard kind != .code else { return .code(outputs: [], count: nil) }
    let place = members.firstIndex { $0.name == attachments }
    let pictures = place.map { members.remove(at: $0).value }
    return kind == .raw ? .raw(attachments: pictures) : .markdown(attachments: pictures)
  }
}

extension Notebook.Cell {
  fileprivate func scriptCell(at place: Int) throws(NotebookError) -> Syntax.Cell {
    var cell: Syntax.Cell
    var metadata = metadata
    switch kind {
    case .code: cell = Syntax.Cell(.code)
    case .markdown(let attachments), .raw(let attachments):
      cell = Syntax.Cell(.markdown)
      if case .raw = kind { cell.kind = .raw }
      guard !metadata.contains(where: { $0.name == Notebook.attachments }) else {
        throw NotebookError(message: "cell \(place + 1): metadata named attachments cannot stand in a script, which keeps pictures there")
      }
      if let attachments { metadata.append(JSON.Member(Notebook.attachments, attachments)) }
    }
    cell.text = text
    if id != Notebook.id(place) { cell.id = id }
    if let text = metadata.first(where: { $0.name == Notebook.title })?.value.string, !text.isEmpty {
      cell.title = text
      cell.attributes = Self.attributes(metadata.filter { $0.name != Notebook.title })
      if cell.hasPlainTitle { return cell }
      cell.title = ""
    }
    cell.attributes = Self.attributes(metadata)
    return cell
  }

  private static func attributes(_ metadata: [JSON.Member]) -> String { metadata.isEmpty ? "" : JSON.object(metadata).text }

  /// Whether its code, by itself, is not whole.
  fileprivate var isOpen: Bool {
    guard case .code = kind, case .incomplete = Parser.parse(Source(name: "", text: text)) else { return false }
    return true
  }
}
