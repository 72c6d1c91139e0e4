/// A place from which a figure in space is seen, without perspective: parallel lines stay parallel, and equal lengths at any
/// distance look equal.
public struct Camera: Sendable, Equatable {
  /// Degrees, about the vertical axis (z), from the x axis towards the y axis.
  public let azimuth: Double
  /// Degrees above the horizontal plane, −90 … 90.
  public let elevation: Double

  /// Angles that are not finite become those of the default view.
  public init(azimuth: Double = -55, elevation: Double = 22) {
    self.azimuth = azimuth.isFinite ? azimuth : -55
    self.elevation = elevation.isFinite ? min(max(elevation, -90), 90) : 22
  }

  /// The direction from the middle of the figure to the eye.
  var towardsEye: Direction {
    let (φ, ε) = (azimuth * Double.pi / 180, elevation * Double.pi / 180)
    return Direction(x: cosine(ε) * cosine(φ), y: cosine(ε) * sine(φ), z: sine(ε))
  }

  /// The direction that is to the right in the picture.
  var right: Direction {
    let φ = azimuth * Double.pi / 180
    return Direction(x: -sine(φ), y: cosine(φ), z: 0)
  }

  /// The direction that is up in the picture.
  var up: Direction {
    let (φ, ε) = (azimuth * Double.pi / 180, elevation * Double.pi / 180)
    return Direction(x: -sine(ε) * cosine(φ), y: -sine(ε) * sine(φ), z: cosine(ε))
  }
}

/// A vector of length 1 in space.
struct Direction: Equatable, Sendable {
  var x: Double
  var y: Double
  var z: Double

  /// How far a point lies in this direction.
  func distance(_ point: SpacePoint) -> Double { x * point.x + y * point.y + z * point.z }
}

/// A point in space, in the units of the axes.
struct SpacePoint: Equatable, Sendable {
  var x: Double
  var y: Double
  var z: Double

  /// Axis 0, 1 or 2.
  subscript(axis: Int) -> Double {
    get { axis == 0 ? x : axis == 1 ? y : z }
    set {
      switch axis {
      case 0: x = newValue
      case 1: y = newValue
      default: z = newValue
      }
    }
  }
}
