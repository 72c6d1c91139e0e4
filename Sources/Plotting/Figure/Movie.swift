/// Pictures that follow one another.
public struct Movie: Sendable {
  /// At least one, all of the same build.
  public let frames: [Picture]
  public let last: Picture
  /// How long all of them take.
  public let seconds: Double
  /// How long one is seen.
  public var secondsEach: Double { seconds / Double(frames.count) }

  /// Pictures of which figures at the same place have the same axes, and the same colours for the same values, so that nothing jumps.
  ///
  /// - Parameter seconds: how long all of them take.
  /// - Throws: `.empty` where there are none, `.unlike` where they hold different numbers of figures.
  public init(_ frames: [Picture], seconds: Double) throws(FigureError) {
    let figures = frames.map(\.figures)
    guard let count = figures.first?.count, var last = frames.last else { throw .empty }
    guard figures.allSatisfy({ $0.count == count }) else { throw .unlike }
    let places = (0..<count).map { place in Figure.sharing(figures.map { $0[place] }) }
    self.frames = frames.enumerated().map { number, frame in
      var own = places.map { $0[number] }[...]
      last = frame.replacing(from: &own)
      return last
    }
    (self.last, self.seconds) = (last, seconds)
  }

  /// Drawings that are all as large as the largest.
  public var drawings: [Drawing] { Movie.drawings(frames) }

  static func drawings(_ frames: [Picture]) -> [Drawing] {
    let drawings = frames.map(\.drawing)
    let size = (width: drawings.map(\.width).max() ?? 0, height: drawings.map(\.height).max() ?? 0)
    return drawings.map { $0.onSheet(width: size.width, height: size.height) }
  }
}
