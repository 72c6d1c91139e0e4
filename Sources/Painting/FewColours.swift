import CGIF

/// Pixels in at most 256 colours, chosen by giflib's median cut.
struct FewColours {
  /// [256]
  private(set) var colours: [GifColorType]
  /// Of each pixel, row by row, the number of its colour.
  var indices: [UInt8]

  /// - Throws: where memory lacks.
  init(_ pixels: Pixels) throws(PaintingError) {
    let count = pixels.width * pixels.height
    var (red, green, blue) = ([UInt8](repeating: 0, count: count), [UInt8](repeating: 0, count: count), [UInt8](repeating: 0, count: count))
    for (i, colour) in pixels.colours.enumerated() { (red[i], green[i], blue[i]) = colour.channels }
    colours = [GifColorType](repeating: GifColorType(Red: 0, Green: 0, Blue: 0), count: 256)
    indices = [UInt8](repeating: 0, count: count)
    var most = Int32(colours.count)
    let status = GifQuantizeBuffer(
      UInt32(pixels.width), UInt32(pixels.height), &most, &red, &green, &blue, &indices, &colours)
    guard status == GIF_OK else { throw PaintingError("no memory") }
    restore(pixels)
  }

  /// Sets each colour, which is a mean, to the most frequent one that it stands for, so that paper stays white. Single pixels are smoothed
  /// edges, whose mean is right.
  private mutating func restore(_ pixels: Pixels) {
    var counts: [UInt32: Int] = [:]
    var most = [Int](repeating: 0, count: colours.count)
    var at = 0
    while at < indices.count {
      // neighbours are mostly alike
      let (start, colour) = (at, pixels.colours[at])
      while at < indices.count, indices[at] == indices[start], pixels.colours[at] == colour { at += 1 }
      guard at - start > 1 else { continue }
      let count = counts[colour, default: 0] + at - start
      counts[colour] = count
      let index = Int(indices[start])
      guard count > most[index] else { continue }
      most[index] = count
      let (red, green, blue) = colour.channels
      colours[index] = GifColorType(Red: red, Green: green, Blue: blue)
    }
  }
}
