import JSONSyntax
import Painting
import Plotting

extension JSON {
  /// The forms of a value with a picture's pixels among them, for what shows neither pages nor SVG: consoles, and papers made of
  /// notebooks.
  /// - Parameter drawing: the picture; nil where the value is none.
  public func adding(pixelsOf drawing: Drawing?) -> JSON {
    guard case .object(let forms) = self, let drawing, let pixels = try? Painting.png(drawing, dpi: 96) else { return self }
    return .object(forms + [JSON.Member("image/png", .string(Base64.text(pixels.bytes)))])
  }
}
