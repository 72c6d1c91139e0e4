import Catalogue
import Painting
import Plotting

extension FileFormat {
  /// A figure as vectors.
  static let svg = FileFormat(
    ending: "svg", save: { (value, file, _) throws(Failure) in try file.append(try figure(value, "svg").svg()) })

  /// A figure as pixels.
  static let png = FileFormat(
    ending: "png",
    paint: { (value, dpi, file, context) throws(Failure) in
      let drawing = try figure(value, "png").drawing
      try append(to: file, context) { () throws(PaintingError) in try Painting.png(drawing, dpi: dpi) }
    })

  /// A figure as a page for print.
  static let pdf = FileFormat(
    ending: "pdf",
    save: { (value, file, context) throws(Failure) in
      let drawing = try figure(value, "pdf").drawing
      try append(to: file, context) { () throws(PaintingError) in try Painting.pdf(drawing) }
    })

  /// A figure as a page that turns and zooms; a movie as one with a slider.
  static let html = FileFormat(
    ending: "html",
    save: { (value, file, _) throws(Failure) in try file.append(try object(value, "html").page) })

  /// A movie as pixels in 256 colours.
  static let gif = FileFormat(
    ending: "gif", usualDpi: 96,
    paint: { (value, dpi, file, context) throws(Failure) in
      let movie = try movie(value, "gif")
      try append(to: file, context) { () throws(PaintingError) in try Painting.gif(movie, dpi: dpi) }
    })

  /// A movie as pixels.
  static let apng = FileFormat(
    ending: "apng", usualDpi: 96,
    paint: { (value, dpi, file, context) throws(Failure) in
      let movie = try movie(value, "apng")
      try append(to: file, context) { () throws(PaintingError) in try Painting.apng(movie, dpi: dpi) }
    })

  /// The movie that a value is; a figure is one of a single frame.
  private static func movie(_ value: Value, _ ending: String) throws(Failure) -> Movie {
    let shown = try object(value, ending)
    if let movie = shown.movie { return movie }
    return try drawn("save") { () throws(FigureError) in try Movie([shown.picture], seconds: 1) }
  }

  private static func append(
    to file: OutputFile, _ context: any Context, _ paint: () throws(PaintingError) -> Painting
  ) throws(Failure) {
    let painting: Painting
    do { painting = try paint() } catch { throw Failure("cannot write \(file.name): \(error.message)") }
    try file.append(painting.bytes)
    guard !painting.missing.isEmpty else { return }
    let characters = painting.missing.map { quotedText(String($0)) }.joined(separator: ", ")
    context.note("warning: the fonts that are installed lack \(characters), and boxes stand for that; pictures use DejaVu Sans")
  }

  /// What of a figure stands still.
  /// - orText: whether the file may hold a text as well.
  static func figure(_ value: Value, _ ending: String, orText: Bool = false) throws(Failure) -> Picture {
    try object(value, ending, orText: orText).picture
  }

  /// The figure that a value is.
  private static func object(_ value: Value, _ ending: String, orText: Bool = false) throws(Failure) -> FigureObject {
    guard case .object(let object) = value, let shown = object as? FigureObject else {
      let given = if case .object(let object) = value { object.summary } else { "a \(value.typeName)" }
      throw Failure(
        "a .\(ending) file holds a figure\(orText ? " or a text" : ""), not \(given)",
        hint: "plot(x) makes one; numbers are saved as .safetensors, tables as .csv")
    }
    return shown
  }
}
