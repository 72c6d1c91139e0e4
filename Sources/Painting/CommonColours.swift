/// Pixels in at most 256 colours, for a terminal: those that most of them have, after rounding to five bits a channel; the others take the
/// nearest. Of colours that are rounded to one the longest run of pixels gives its own, so that paper stays white and smoothed edges, which
/// are short, take what is near.
///
/// The popularity algorithm of P. Heckbert, Color image quantization for frame buffer display, SIGGRAPH 1982.
struct CommonColours {
  /// 0xRRGGBB, the most frequent one first. [at most 256]
  private(set) var colours: [UInt32] = []
  /// Pixels of one colour that follow one another in a row, from left to right and from top to bottom.
  private(set) var runs: [Run] = []

  struct Run {
    /// The number of its colour.
    var colour: Int32
    /// The column behind its last pixel; it starts where the run before it ends, or at 0.
    let end: Int32
  }

  /// Colours that are rounded to one.
  private struct Shade {
    var pixels = 0
    /// The longest run, and its colour.
    var longest = 0
    var colour: UInt32 = 0
  }

  init(_ pixels: Pixels) {
    var shades: [Shade] = []
    // of each rounded colour the number of its shade, from 1
    var numbers = [UInt16](repeating: 0, count: 1 << 15)
    runs.reserveCapacity(pixels.colours.count / 16)
    pixels.colours.withUnsafeBufferPointer { colours in
      for row in stride(from: 0, to: colours.count, by: pixels.width) {
        let end = row + pixels.width
        var at = row
        while at < end {
          let (start, colour) = (at, colours[at])
          repeat { at += 1 } while at < end && colours[at] == colour
          let (red, green, blue) = colour.channels
          let key = Int(red >> 3) << 10 | Int(green >> 3) << 5 | Int(blue >> 3)
          if numbers[key] == 0 {
            shades.append(Shade())
            numbers[key] = UInt16(shades.count)
          }
          let number = Int(numbers[key]) - 1
          shades[number].pixels += at - start
          if at - start > shades[number].longest { (shades[number].longest, shades[number].colour) = (at - start, colour) }
          runs.append(Run(colour: Int32(number), end: Int32(at - row)))
        }
      }
    }
    let order = shades.indices.sorted { (shades[$0].pixels, $1) > (shades[$1].pixels, $0) }
    colours = order.prefix(256).map { shades[$0].colour }
    var places = [Int32](repeating: 0, count: shades.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place < 256 ? place : nearest(to: shades[number].colour)) }
    for i in runs.indices { runs[i].colour = places[Int(runs[i].colour)] }
  }

  /// The number of the colour that is the least squares away.
  private func nearest(to colour: UInt32) -> Int {
    let (red, green, blue) = colour.channels
    var (best, least) = (0, Int.max)
    for (number, other) in colours.enumerated() {
      let (r, g, b) = other.channels
      let (x, y, z) = (Int(red) - Int(r), Int(green) - Int(g), Int(blue) - Int(b))
      let distance = x * x + y * y + z * z
      if distance < least { (best, least) = (number, distance) }
    }
    return best
  }
}
