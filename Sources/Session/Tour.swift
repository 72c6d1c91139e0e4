import Builtins
import Syntax

/// A walk through a first session: texts, each with an entry to run. It is a notebook of text and code cells, docs/tour.tg.
public struct Tour: Sendable {
  /// What is said, and the entry that shows it; the last stop may have none.
  public struct Stop: Sendable {
    /// Paragraphs, with blank lines between them.
    public var text: String
    public var entry: String?

    /// The text, and the entry set off below it, without the last newline.
    public func shown(on display: Display) -> String {
      let paragraphs = text.split(separator: "\n\n").map { String($0).wrapped(width: min(display.width, 100)) }
      let style = TextStyle(isColoured: display.colours > .none)
      let code = entry.map { style.code($0).split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") }
      return (paragraphs + (code.map { [$0] } ?? [])).joined(separator: "\n\n")
    }
  }

  public let stops: [Stop]

  /// The tour that comes with the program.
  public static var first: Tour { Tour(Tours.files.first { $0.name == "tour.tg" }?.text ?? "") }

  /// - Parameter notebook: text cells and code cells; a code cell ends a stop.
  init(_ notebook: String) {
    var stops: [Stop] = []
    var text: [String] = []
    for cell in Cell.cells(of: Source(name: "tour.tg", text: notebook)) {
      if cell.kind == .markdown {
        text.append(cell.text)
      } else {
        stops.append(Stop(text: text.joined(separator: "\n\n"), entry: cell.text))
        text = []
      }
    }
    if !text.isEmpty { stops.append(Stop(text: text.joined(separator: "\n\n"), entry: nil)) }
    self.stops = stops
  }
}
