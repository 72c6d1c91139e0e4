/// The box around points in space and the camera that sees it: three faces lie behind the points, and three edges carry the axes.
struct SpaceFrame {
  /// Along x, y and z.
  let sides: [Interval]
  let camera: Camera

  /// One axis of the box: the edge that carries it.
  struct Edge {
    /// 0, 1 or 2
    let axis: Int
    let start: SpacePoint
    let end: SpacePoint
  }

  /// Sides that hold the points and the origin.
  static func sides(around positions: [Positions]) -> [Interval] {
    let finite = positions.map { list in (0..<list.count).filter { list.isFinite($0) } }
    func values(_ axis: KeyPath<Positions, [Double]>) -> [Double] {
      zip(positions, finite).flatMap { list, drawn in list.isSpatial ? drawn.map { list[keyPath: axis][$0] } : [] }
    }
    return Interval.aboutOrigin([values(\.x), values(\.y), values(\.z)]).map { $0.padded(0.08) }
  }

  /// A point in the plane of the picture.
  func flat(_ point: SpacePoint) -> (u: Double, v: Double) {
    (camera.right.distance(point), camera.up.distance(point))
  }

  /// Points in the plane of the picture; nearness counts from the farthest to the nearest of them.
  func flattened(_ positions: Positions) -> FlatPositions {
    let (right, up, eye) = (camera.right, camera.up, camera.towardsEye)
    var flat = FlatPositions(u: [], v: [], nearness: [])
    flat.u.reserveCapacity(positions.count)
    flat.v.reserveCapacity(positions.count)
    flat.nearness.reserveCapacity(positions.count)
    for i in 0..<positions.count {
      let isDrawn = positions.isSpatial && positions.isFinite(i)
      let point = isDrawn ? SpacePoint(x: positions.x[i], y: positions.y[i], z: positions.z[i]) : SpacePoint(x: .nan, y: .nan, z: .nan)
      flat.u.append(right.distance(point))
      flat.v.append(up.distance(point))
      flat.nearness.append(eye.distance(point))
    }
    let range = (Interval(of: flat.nearness) ?? Interval(0, 0)).opened
    for i in flat.nearness.indices where flat.nearness[i].isFinite { flat.nearness[i] = range.fraction(flat.nearness[i]) }
    return flat
  }

  /// The picture of the whole box.
  var bounds: (u: Interval, v: Interval) {
    let corners = (0..<8).map { bits in flat(corner(bits & 1 == 1, bits & 2 == 2, bits & 4 == 4)) }
    let u = Interval(of: corners.map(\.u)) ?? Interval(-1, 1)
    let v = Interval(of: corners.map(\.v)) ?? Interval(-1, 1)
    return (u.opened, v.opened)
  }

  /// The coordinate, along an axis, of the face that lies behind the points.
  func back(_ axis: Int) -> Double { isHighBehind(axis) ? sides[axis].high : sides[axis].low }

  /// The coordinate, along an axis, of the face that lies before the points.
  func front(_ axis: Int) -> Double { isHighBehind(axis) ? sides[axis].low : sides[axis].high }

  /// The four corners of the face behind the points that is perpendicular to an axis.
  func backFace(_ axis: Int) -> [SpacePoint] {
    let (first, second) = ((axis + 1) % 3, (axis + 2) % 3)
    var point = SpacePoint(x: 0, y: 0, z: 0)
    point[axis] = back(axis)
    return [(false, false), (true, false), (true, true), (false, true)].map { a, b in
      point[first] = a ? sides[first].high : sides[first].low
      point[second] = b ? sides[second].high : sides[second].low
      return point
    }
  }

  /// A line on the back face perpendicular to `face`, at `place` along `axis`: from one side of the face to the other.
  func gridLine(face: Int, axis: Int, place: Double) -> (SpacePoint, SpacePoint) {
    let other = 3 - face - axis
    var start = SpacePoint(x: 0, y: 0, z: 0)
    start[face] = back(face)
    start[axis] = place
    var end = start
    start[other] = sides[other].low
    end[other] = sides[other].high
    return (start, end)
  }

  /// The edges that carry x, y and z: the two nearest edges of the floor, and the upright edge farthest to the left.
  var axisEdges: [Edge] {
    var edges = [edge(0, SpacePoint(x: 0, y: front(1), z: back(2))), edge(1, SpacePoint(x: front(0), y: 0, z: back(2)))]
    let uprights = [SpacePoint(x: back(0), y: front(1), z: 0), SpacePoint(x: front(0), y: back(1), z: 0)]
    let left = flat(uprights[0]).u <= flat(uprights[1]).u ? uprights[0] : uprights[1]
    edges.append(edge(2, left))
    return edges
  }

  private func edge(_ axis: Int, _ point: SpacePoint) -> Edge {
    var (start, end) = (point, point)
    start[axis] = sides[axis].low
    end[axis] = sides[axis].high
    return Edge(axis: axis, start: start, end: end)
  }

  private func isHighBehind(_ axis: Int) -> Bool {
    let eye = camera.towardsEye
    return [eye.x, eye.y, eye.z][axis] < 0
  }

  private func corner(_ x: Bool, _ y: Bool, _ z: Bool) -> SpacePoint {
    SpacePoint(x: x ? sides[0].high : sides[0].low, y: y ? sides[1].high : sides[1].low, z: z ? sides[2].high : sides[2].low)
  }
}
