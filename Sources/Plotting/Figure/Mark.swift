/// One thing drawn on the axes of a figure.
public enum Mark: Sendable, Equatable {
  case points(Points)
  case curve(Curve)
  case heatMap(HeatMap)

  /// Where the mark's points lie; a heat map has cells instead.
  var positions: Positions? {
    switch self {
    case .points(let points): return points.positions
    case .curve(let curve): return curve.positions
    case .heatMap: return nil
    }
  }
}

/// Points in the plane or in space, one list for each axis, all [n]. A point with a coordinate that is not finite is left out.
public struct Positions: Sendable, Equatable {
  public let x: [Double]
  public let y: [Double]
  /// Empty in the plane.
  public let z: [Double]

  init(x: [Double], y: [Double], z: [Double] = []) {
    self.x = x
    self.y = y
    self.z = z
  }

  public var count: Int { x.count }
  public var isSpatial: Bool { !z.isEmpty }
}

/// Numbered points, coloured by their number on a cyclic scale, and joined in that order.
public struct Points: Sendable, Equatable {
  public let positions: Positions
  /// What a point is called where it is explained: "feature".
  public let noun: String
  /// A line runs from each point to the next one; a point that was left out breaks it.
  public let isJoined: Bool
}

/// A line through points in order, in one colour. A point that was left out breaks it.
public struct Curve: Sendable, Equatable {
  public let positions: Positions
  /// What the legend calls it; empty where it is the only one.
  public let name: String
}

/// A matrix whose values are shown as colours. Row 0 is at the top.
public struct HeatMap: Sendable, Equatable {
  /// [rows × columns], row by row. What is not finite is shown as missing.
  public let values: [Double]
  public let rows: Int
  public let columns: Int

  /// How values become colours.
  enum Range: Equatable {
    /// Both signs occur: −limit … limit, with 0 in the middle.
    case diverging(limit: Double)
    /// One sign: low … high.
    case sequential(low: Double, high: Double)
  }

  /// The scale of the finite values.
  var range: Range {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    if low < 0, high > 0 { return .diverging(limit: max(-low, high)) }
    return .sequential(low: low, high: high)
  }
}
