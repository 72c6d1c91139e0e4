import Catalogue
import Plotting

/// A figure in the language: a value that a terminal shows as text, and that `save` writes.
public final class FigureObject: Object {
  let figure: Figure
  init(_ figure: Figure) { self.figure = figure }

  public let typeName = "Figure"
  public var summary: String { figure.title.isEmpty ? "a Figure" : "a Figure \"\(figure.title)\"" }
  public var about: String { "A picture that a terminal shows as text; save(figure, \"name.svg\") writes it." }
  /// As where there is no terminal: 80 columns, without colour.
  public func text(full: Bool) -> String { figure.text() }

  /// As a terminal shows it.
  /// - Parameters:
  ///   - width: columns.
  ///   - height: rows.
  ///   - colours: how many there are: 0, 256 or 2²⁴.
  public func text(width: Int, height: Int, colours: Int) -> String {
    figure.text(width: width, height: height, colour: colours >= 1 << 24 ? .trueColor : colours >= 256 ? .ansi256 : .none)
  }
}
