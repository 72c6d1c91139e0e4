import CCairo
import Plotting

/// A drawing painted into the bytes of a file; the same bytes for the same drawing and fonts.
public struct Painting: Sendable {
  public let bytes: [UInt8]
  /// Characters of its texts that the font lacks, in order; boxes stand for them.
  public let missing: [Character]

  /// The longest side of a picture in pixels, and the most pixels: 1 GB of memory.
  private static let longest = 30_000.0
  private static let most = 250e6

  /// Pixels.
  /// - Parameter dpi: pixels in an inch; the drawing has 96.
  /// - Throws: where the picture would be too large, or Cairo fails.
  public static func png(_ drawing: Drawing, dpi: Double) throws(PaintingError) -> Painting {
    let scale = dpi / 96
    let (width, height) = ((drawing.width * scale).rounded(), (drawing.height * scale).rounded())
    guard width >= 1, height >= 1, max(width, height) <= longest, width * height <= most else {
      throw PaintingError("a picture has from 1 to \(Int(longest)) pixels on a side and at most \(Int(most)) in all")
    }
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
      throw PaintingError("no memory")
    }
    defer { cairo_surface_destroy(surface) }
    try PaintingError.check(cairo_surface_status(surface))
    var painter = Painter(surface, scale: scale)
    try painter.paint(drawing)
    let sink = Sink()
    try PaintingError.check(cairo_surface_write_to_png_stream(surface, Sink.write, sink.pointer))
    return Painting(bytes: sink.bytes, missing: painter.missing.sorted())
  }

  /// One page in the size of the drawing, whose texts stay texts.
  /// - Throws: where Cairo fails.
  public static func pdf(_ drawing: Drawing) throws(PaintingError) -> Painting {
    // 72 points in an inch
    let scale = 72.0 / 96
    let sink = Sink()
    guard let surface = cairo_pdf_surface_create_for_stream(Sink.write, sink.pointer, drawing.width * scale, drawing.height * scale) else {
      throw PaintingError("no memory")
    }
    defer { cairo_surface_destroy(surface) }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, drawing.title)
    // without the day on which it was written, so that the same figure gives the same bytes
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
    var painter = Painter(surface, scale: scale)
    try painter.paint(drawing)
    cairo_surface_finish(surface)
    try PaintingError.check(cairo_surface_status(surface))
    return Painting(bytes: sink.bytes, missing: painter.missing.sorted())
  }
}

/// Where Cairo writes a file. A class, since Cairo keeps a pointer to it.
private final class Sink {
  var bytes: [UInt8] = []

  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static let write: cairo_write_func_t = { pointer, data, count in
    guard let pointer, let data else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<Sink>.fromOpaque(pointer).takeUnretainedValue().bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }
}
