import CCairo
import Plotting

/// A drawing painted as pixels.
struct Pixels {
  let width: Int
  let height: Int
  /// 0xRRGGBB. [height × width]
  let colours: [UInt32]
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
    let (width, height) = (Int(size.width), Int(size.height))
    var missing: Set<Character> = []
    colours = try [UInt32](unsafeUninitializedCapacity: width * height) { (colours, count) throws(PaintingError) in
      let surface = colours.withMemoryRebound(to: UInt8.self) {
        cairo_image_surface_create_for_data($0.baseAddress, CAIRO_FORMAT_RGB24, Int32(width), Int32(height), Int32(4 * width))
      }
      guard let surface else { throw PaintingError("no memory") }
      defer { cairo_surface_destroy(surface) }
      try PaintingError.check(cairo_surface_status(surface))
      var painter = Painter(surface, scale: scale, isPassing: isPassing)
      try painter.paint(drawing)
      missing = painter.missing
      cairo_surface_flush(surface)
      // the highest of the four bytes is of no meaning
      for i in colours.indices { colours[i] &= 0xFF_FFFF }
      count = colours.count
    }
    (self.width, self.height, self.missing) = (width, height, missing)
  }
}

extension UInt32 {
  /// Of 0xRRGGBB: red, green, blue.
  @inline(__always) var channels: (UInt8, UInt8, UInt8) {
    (UInt8(truncatingIfNeeded: self >> 16), UInt8(truncatingIfNeeded: self >> 8), UInt8(truncatingIfNeeded: self))
  }
}
