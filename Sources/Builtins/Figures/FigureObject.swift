import Catalogue
import Plotting

/// A figure in the language: a value that a terminal shows as text, and that `save` writes.
public final class FigureObject: Object {
  public let figure: Figure
  init(_ figure: Figure) { self.figure = figure }

  public let typeName = "Figure"
  public var summary: String { figure.title.isEmpty ? "a Figure" : "a Figure \"\(figure.title)\"" }
  /// As where there is no terminal: 80 columns, without colour.
  public func text(full: Bool) -> String { figure.text() }
}
