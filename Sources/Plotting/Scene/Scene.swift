/// The marks of a figure brought into one plane, before it is known how large they are drawn and by what.
struct Scene {
  let marks: [FlatMark]
  /// What is in sight, to the right and upwards.
  let u: Interval
  let v: Interval
  /// The box in space that the plane shows; nil for a figure in the plane.
  let space: SpaceFrame?

  init(_ figure: Figure) {
    if figure.isSpatial {
      let frame = SpaceFrame(
        sides: figure.limits?.sides ?? SpaceFrame.sides(around: figure.marks.map(\.positions)), camera: figure.camera)
      space = frame
      marks = zip(figure.marks, figure.pens).map { mark, pen in
        FlatMark(mark: mark, pen: pen, positions: frame.flattened(mark.positions))
      }
      (u, v) = frame.bounds
      return
    }
    space = nil
    let flat = zip(figure.marks, figure.pens).map { mark, pen in
      FlatMark(mark: mark, pen: pen, positions: FlatPositions(plane: mark.positions, x: figure.x, y: figure.y))
    }
    marks = flat
    if let limits = figure.limits {
      (u, v) = (limits.u, limits.v)
      return
    }
    (u, v) = Scene.inSight(flat.map(\.positions), hasEqualUnits: figure.hasEqualUnits, margins: figure.marks.map(\.margin))
  }

  /// What several figures in the plane show on the same axes: those of one figure may be a single point, which says nothing about how
  /// much to show.
  static func shared(_ figures: [Figure]) -> (u: Interval, v: Interval) {
    let ends = figures.flatMap { figure in
      figure.marks.map { FlatPositions(plane: $0.positions, x: figure.x, y: figure.y).ends }
    }
    let margins = figures.flatMap { $0.marks.map(\.margin) }
    return inSight(ends, hasEqualUnits: figures.allSatisfy(\.hasEqualUnits), margins: margins)
  }

  private static func inSight(
    _ positions: [FlatPositions], hasEqualUnits: Bool, margins: [(u: Double, v: Double)]
  ) -> (u: Interval, v: Interval) {
    let ends = positions.map(\.ends)
    let (us, vs) = (ends.flatMap(\.u), ends.flatMap(\.v))
    if hasEqualUnits {
      let sides = Interval.aboutOrigin([us, vs])
      return (sides[0].padded(0.07), sides[1].padded(0.07))
    }
    // cells of colour fill the axes
    let across = margins.contains { $0 == (0, 0) } ? 0 : margins.map(\.u).max() ?? 0
    let u = (Interval(of: us) ?? Interval(0, 0)).opened.padded(across)
    return (u, (Interval(of: vs) ?? Interval(0, 0)).opened.padded(margins.map(\.v).min() ?? 0))
  }
}

/// A mark, its pen, and where its points lie in the plane of the picture.
struct FlatMark {
  let mark: any Mark
  let pen: Pen
  let positions: FlatPositions
}

/// Points in the plane of the picture, [n] each; NaN where a point is left out.
struct FlatPositions {
  /// To the right.
  var u: [Double]
  /// Upwards.
  var v: [Double]
  /// How near the eye: 0 the farthest point … 1 the nearest. Empty in the plane.
  var nearness: [Double] = []

  var count: Int { u.count }

  init(u: [Double], v: [Double], nearness: [Double]) {
    self.u = u
    self.v = v
    self.nearness = nearness
  }

  /// Points of the plane; a logarithmic axis shows decimal logarithms.
  init(plane: Positions, x: Figure.Axis, y: Figure.Axis) {
    u = x.isLogarithmic ? plane.x.map(logarithm10) : plane.x
    v = y.isLogarithmic ? plane.y.map(logarithm10) : plane.y
    for i in u.indices where !isDrawn(i) { (u[i], v[i]) = (.nan, .nan) }
  }

  /// The lowest and the highest coordinates of points that are drawn.
  var ends: FlatPositions {
    let ends = [u, v].map { values in Interval(of: values).map { [$0.low, $0.high] } ?? [] }
    return FlatPositions(u: ends[0], v: ends[1], nearness: [])
  }

  /// Point i is drawn.
  func isDrawn(_ i: Int) -> Bool { u[i].isFinite && v[i].isFinite }

  /// The points that are drawn, from the farthest to the nearest; in the plane, in order.
  var backToFront: [Int] {
    let drawn = (0..<count).filter(isDrawn)
    guard !nearness.isEmpty else { return drawn }
    return drawn.sorted { (nearness[$0], $0) < (nearness[$1], $1) }
  }

  /// How near point i is; 1 in the plane.
  func nearness(_ i: Int) -> Double { nearness.isEmpty ? 1 : nearness[i] }
}

extension Interval {
  /// The extent of points along each of several axes, with the origin in it. An axis along which they hardly differ gets a tenth of
  /// the longest.
  static func aboutOrigin(_ axes: [[Double]]) -> [Interval] {
    let tight = axes.map { (Interval(of: $0) ?? Interval(0, 0)).including(0) }
    let longest = tight.map(\.length).max() ?? 0
    guard longest > 1e-290 else { return tight.map { _ in Interval(-1, 1) } }
    return tight.map { $0.length < longest / 10 ? $0.stretched(to: longest / 10) : $0 }
  }
}
