/// A place from which a figure in space is seen, without perspective: parallel lines stay parallel, and equal lengths at any
/// distance look equal.
public struct Camera: Sendable, Equatable {
  /// Degrees, about the vertical axis (z), from the x axis towards the y axis.
  public let azimuth: Double
  /// Degrees above the horizontal plane, −90 … 90.
  public let elevation: Double

  /// Angles that are not finite become those of the default view.
  public init(azimuth: Double = -55, elevation: Double = 22) {
    self.azimuth = azimuth.isFinite ? azimuth.truncatingRemainder(dividingBy: 360) : -55
    self.elevation = elevation.isFinite ? min(max(elevation, -90), 90) : 22
  }

  /// The direction from the middle of the figure to the eye.
  var towardsEye: Direction {
    Direction(x: cosine(tilt) * cosine(turn), y: cosine(tilt) * sine(turn), z: sine(tilt))
  }

  /// The direction that is to the right in the picture.
  var right: Direction {
    Direction(x: -sine(turn), y: cosine(turn), z: 0)
  }

  /// The direction that is up in the picture.
  var up: Direction {
    Direction(x: -sine(tilt) * cosine(turn), y: -sine(tilt) * sine(turn), z: cosine(tilt))
  }

  /// Azimuth and elevation in radians.
  private var turn: Double { azimuth * Double.pi / 180 }
  private var tilt: Double { elevation * Double.pi / 180 }
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
