import CCairo
import Plotting

/// A drawing painted as pixels.
struct Pixels {
  let width: Int
  let height: Int
  /// Red, green, blue. [height × width × 3]
  let colours: [UInt8]
  /// Characters of its texts that the font lacks.
  let missing: Set<Character>

  /// The longest side of a picture, and the most pixels: 1 GB of memory.
  private static let longest = 30_000.0
  private static let most = 250e6

  /// - Parameters:
  ///   - scale: pixels for each CSS pixel of the drawing.
  ///   - isPassing: it is seen and not kept, and painted in half the time, less finely.
  /// - Throws: where the picture would be too large, or Cairo fails.
  init(_ drawing: Drawing, scale: Double, isPassing: Bool = false) throws(PaintingError) {
    let size = (width: (drawing.width * scale).rounded(), height: (drawing.height * scale).rounded())
    guard size.width >= 1, size.height >= 1, max(size.width, size.height) <= Self.longest, size.width * size.height <= Self.most else {
      throw PaintingError("a picture has from 1 to \(Int(Self.longest)) pixels on a side and at most \(Int(Self.most)) in all")
    }
    (width, height) = (Int(size.width), Int(size.height))
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
      throw PaintingError("no memory")
    }
    defer { cairo_surface_destroy(surface) }
    try PaintingError.check(cairo_surface_status(surface))
    var painter = Painter(surface, scale: scale, isPassing: isPassing)
    try painter.paint(drawing)
    missing = painter.missing
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { throw PaintingError("no memory") }
    colours = Self.colours(data, stride: Int(cairo_image_surface_get_stride(surface)), width: width, height: height)
  }

  /// Of pixel i, row by row: 0xRRGGBB.
  func colour(_ i: Int) -> UInt32 { UInt32(colours[3 * i]) << 16 | UInt32(colours[3 * i + 1]) << 8 | UInt32(colours[3 * i + 2]) }

  /// Cairo's pixels are numbers of 32 bits, 0xRRGGBB.
  private static func colours(_ data: UnsafeMutablePointer<UInt8>, stride: Int, width: Int, height: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 3 * width * height) { bytes, count in
      var at = 0
      for row in 0..<height {
        UnsafeRawPointer(data + row * stride).withMemoryRebound(to: UInt32.self, capacity: width) { line in
          for column in 0..<width {
            let pixel = line[column]
            bytes[at] = UInt8(truncatingIfNeeded: pixel >> 16)
            bytes[at + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
            bytes[at + 2] = UInt8(truncatingIfNeeded: pixel)
            at += 3
          }
        }
      }
      count = at
    }
  }
}
