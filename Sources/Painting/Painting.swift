import CCairo
import Plotting

/// A drawing painted into the bytes of a file; the same bytes for the same drawing and fonts.
public struct Painting: Sendable {
  public let bytes: [UInt8]
  /// Characters of its texts that the font lacks, in order; boxes stand for them.
  public let missing: [Character]

  /// Pixels.
  /// - Parameters:
  ///   - dpi: pixels in an inch; the drawing has 96.
  ///   - isPassing: they are seen and not kept: painted and packed in half the time, less finely.
  /// - Throws: where the picture would be too large, or Cairo fails.
  public static func png(_ drawing: Drawing, dpi: Double, isPassing: Bool = false) throws(PaintingError) -> Painting {
    let pixels = try Pixels(drawing, scale: dpi / 96, isPassing: isPassing)
    return Painting(bytes: try PNG.file(pixels, isPassing ? .quick : .small), missing: pixels.missing.sorted())
  }

  /// One page in the size of the drawing, whose texts stay texts.
  /// - Throws: where Cairo fails.
  public static func pdf(_ drawing: Drawing) throws(PaintingError) -> Painting {
    // 72 points in an inch
    let scale = 72.0 / 96
    let sink = ByteSink()
    let surface = try pdfSurface(sink, title: drawing.title, width: drawing.width * scale, height: drawing.height * scale)
    defer { cairo_surface_destroy(surface) }
    var painter = Painter(surface, scale: scale)
    try painter.paint(drawing)
    cairo_surface_finish(surface)
    try PaintingError.check(cairo_surface_status(surface))
    return Painting(bytes: sink.bytes, missing: painter.missing.sorted())
  }

  /// Where Cairo paints pages that a sink gets as a PDF. Lengths are points.
  static func pdfSurface(_ sink: ByteSink, title: String, width: Double, height: Double) throws(PaintingError) -> OpaquePointer {
    guard let surface = cairo_pdf_surface_create_for_stream(write, sink.pointer, width, height) else { throw PaintingError("no memory") }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    // without the day on which it was written, so that the same figure gives the same bytes
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
    return surface
  }

  private static let write: cairo_write_func_t = { pointer, data, count in
    guard let pointer, let data else { return CAIRO_STATUS_WRITE_ERROR }
    ByteSink.at(pointer).bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }
}

extension Painting {
  /// Pixels as a terminal with sixels takes them, seen and not kept.
  /// - Parameter dpi: pixels in an inch; the drawing has 96.
  /// - Throws: where the picture would be too large, or Cairo fails.
  public static func sixel(_ drawing: Drawing, dpi: Double) throws(PaintingError) -> Painting {
    let pixels = try Pixels(drawing, scale: dpi / 96, isPassing: true)
    return Painting(bytes: Sixel.sequence(pixels), missing: pixels.missing.sorted())
  }

  /// Pixels that move, with all of their colours.
  /// - Parameter dpi: pixels in an inch; a drawing has 96.
  /// - Throws: where the pictures would be too large, or Cairo fails.
  public static func apng(_ movie: Movie, dpi: Double) throws(PaintingError) -> Painting {
    let milliseconds = delay(movie, unit: 1e-3)
    return try painted(movie, dpi) { (frame) throws(PaintingError) in
      try PNG.movie(movie.frames.count, milliseconds: milliseconds, frame)
    }
  }

  /// Pixels that move, in 256 colours.
  /// - Parameter dpi: pixels in an inch; a drawing has 96.
  /// - Throws: where the pictures would be too large, or Cairo or giflib fails.
  public static func gif(_ movie: Movie, dpi: Double) throws(PaintingError) -> Painting {
    // browsers slow down what is faster than two hundredths
    let hundredths = max(2, delay(movie, unit: 1e-2))
    return try painted(movie, dpi) { (frame) throws(PaintingError) in try GIF.movie(movie.frames.count, hundredths: hundredths, frame) }
  }

  /// - Parameter write: gives the bytes of a file, and asks for its frames one by one, so that only one is held.
  private static func painted(
    _ movie: Movie, _ dpi: Double, _ write: (_ frame: (Int) throws(PaintingError) -> Pixels) throws(PaintingError) -> [UInt8]
  ) throws(PaintingError) -> Painting {
    let drawings = movie.drawings
    var missing: Set<Character> = []
    let bytes = try write { (number) throws(PaintingError) in
      let pixels = try Pixels(drawings[number], scale: dpi / 96)
      missing.formUnion(pixels.missing)
      return pixels
    }
    return Painting(bytes: bytes, missing: missing.sorted())
  }

  /// How long a frame is seen, in units of so many seconds, in 16 bits.
  private static func delay(_ movie: Movie, unit: Double) -> Int { Int(min(max((movie.secondsEach / unit).rounded(), 1), 0xFFFF)) }
}
