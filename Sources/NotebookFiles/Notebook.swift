import JSONSyntax

/// A notebook as nbformat 4.5 describes it: https://nbformat.readthedocs.io/en/latest/format_description.html
public struct Notebook: Equatable, Sendable {
  public var cells: [Cell]
  /// Of the whole notebook: its language, its kernel, what programs keep there.
  public var metadata: [JSON.Member]

  /// A part of it.
  public struct Cell: Equatable, Sendable {
    /// What it is, and what only that has.
    public enum Kind: Equatable, Sendable {
      /// Outputs are objects as nbformat describes them.
      case code(outputs: [JSON], count: Int?)
      /// Pictures that the text shows, by name; nil where there are none.
      case markdown(attachments: JSON?)
      case raw(attachments: JSON?)
    }

    public var kind: Kind
    /// 1 to 64 letters and digits of ASCII, `-` and `_`; no two cells have the same.
    public var id: String
    public var text: String
    public var metadata: [JSON.Member]

    public init(_ kind: Kind, id: String, text: String, metadata: [JSON.Member] = []) {
      (self.kind, self.id, self.text, self.metadata) = (kind, id, text, metadata)
    }
  }

  public init(cells: [Cell], metadata: [JSON.Member] = Self.language) { (self.cells, self.metadata) = (cells, metadata) }

  /// What says that a notebook's cells are Tegum's.
  public static let language: [JSON.Member] = [
    JSON.Member("kernelspec", ["display_name": .string("Tegum"), "language": .string("tegum"), "name": .string("tegum")]),
    JSON.Member("language_info", ["file_extension": .string(".tg"), "mimetype": .string("text/x-tegum"), "name": .string("tegum")]),
  ]

  /// The id of a cell that was given none, by its place.
  static func id(_ place: Int) -> String { "cell-\(place + 1)" }
}

/// Why a text is no notebook, or a notebook no script.
public struct NotebookError: Error, Equatable, Sendable {
  /// What was expected and what came, and where.
  public let message: String

  public init(message: String) { self.message = message }
}
