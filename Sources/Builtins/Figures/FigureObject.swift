import Catalogue
import Painting
import Plotting

/// A figure in the language, or several in a grid, or a movie: a value that a terminal shows as text, and that `save` writes.
public final class FigureObject: Object {
  /// Of a movie the last frame.
  let picture: Picture
  /// Nil for what stands still.
  let movie: Movie?

  init(_ picture: Picture) { (self.picture, movie) = (picture, nil) }
  init(_ movie: Movie) { (picture, self.movie) = (movie.last, movie) }

  public let typeName = "Figure"
  public var summary: String { picture.title.isEmpty ? "a Figure" : "a Figure \"\(picture.title)\"" }
  public var about: String {
    "A picture that a terminal shows as text; save(figure, \"name.svg\") writes it. plot([a, b]) draws two on the same axes, row(a, b) beside one another."
  }
  /// As where there is no terminal: 80 columns, without colour.
  public func text(full: Bool) -> String { picture.text() }

  /// What stands still of it.
  public var drawing: Drawing { picture.drawing }

  /// In pixels that fill a width or a height, for a terminal; nil where that cannot be painted.
  /// - isSixel: as sixels, not as a PNG file.
  public func pixels(width: Int, height: Int, isSixel: Bool) -> [UInt8]? {
    let drawing = picture.drawing
    let dpi = 96 * min(Double(width) / drawing.width, Double(height) / drawing.height)
    return try? (isSixel ? Painting.sixel(drawing, dpi: dpi) : Painting.png(drawing, dpi: dpi, isPassing: true)).bytes
  }

  /// As a terminal shows it.
  /// - Parameters:
  ///   - width: columns.
  ///   - height: rows.
  ///   - colours: how many there are: 0, 256 or 2²⁴.
  public func text(width: Int, height: Int, colours: Int) -> String {
    picture.text(width: width, height: height, colour: colours >= 1 << 24 ? .trueColor : colours >= 256 ? .ansi256 : .none)
  }
}

/// Draws, and says in the user's words why nothing can be drawn.
/// - Parameter function: what the user called.
func drawn<T>(_ function: String, _ body: () throws(FigureError) -> T) throws(Failure) -> T {
  do { return try body() } catch { throw Failure("\(function): \(error.message)") }
}

/// Wraps what is drawn as a value.
func shown(_ function: String, _ body: () throws(FigureError) -> Figure) throws(Failure) -> Value {
  .object(FigureObject(.figure(try drawn(function, body))))
}
