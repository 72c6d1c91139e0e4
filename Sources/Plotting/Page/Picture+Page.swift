import JSONSyntax

extension Picture {
  /// The picture as a page of HTML that needs no other file: it zooms, and points turn and say what they are. Without JavaScript it is
  /// the SVG.
  ///
  /// - Parameters:
  ///   - script: what moves the picture.
  ///   - style: the page's style sheet.
  public func page(script: String, style: String) -> String {
    let form = """
      <label>first <input name="first" type="range" min="1" value="1"> <output name="count"></output></label>
      <button name="all" type="button">show all</button>
      """
    let moving = movingPoints.map { Page.Moving(name: "points", data: $0, form: form) }
    return Page(title: title, drawing: drawing, moving: moving).text(script: script, style: style)
  }

  /// Whether its page shows points that turn, rather than the drawing.
  public var isTurnable: Bool { turnablePoints != nil }

  /// A figure that shows nothing but points, in equal units; nil where the picture is something else.
  private var turnablePoints: (figure: Figure, points: Points)? {
    guard case .figure(let figure) = self, figure.marks.count == 1, let points = figure.marks[0] as? Points,
      figure.isSpatial || figure.hasEqualUnits
    else { return nil }
    return (figure, points)
  }

  /// The points that move, as JSON; nil where there are none.
  private var movingPoints: JSON? {
    guard let (figure, points) = turnablePoints else { return nil }
    let (list, count, pen) = (points.positions, points.positions.count, figure.pens[0])
    var labels = [String](repeating: "", count: count)
    for (i, text) in points.style.labels(count) { labels[i] = text }
    var values: [Double]?
    if case .values(let given, _) = points.style.colouring { values = given }
    let axes = figure.isSpatial ? [figure.x, figure.y, figure.z] : [figure.x, figure.y]
    let sides = figure.isSpatial ? SpaceFrame.sides(around: [list]) : Interval.aboutOrigin([list.x, list.y]).map { $0.padded(0.07) }
    return [
      "noun": .string(points.style.noun), "joined": .bool(points.isJoined), "x": numbers(list.x), "y": numbers(list.y),
      "z": list.isSpatial ? numbers(list.z) : .null, "values": values.map(numbers) ?? .null, "labels": .array(labels.map(JSON.string)),
      "colours": .array((0..<count).map { .string(points.style.colour($0, of: count, pen: pen).hexadecimal) }),
      "camera": numbers([figure.camera.azimuth, figure.camera.elevation]), "axes": .array(axes.map { .string($0.label) }),
      "sides": .array(sides.map { numbers([$0.low, $0.high]) }),
    ]
  }

  /// null for what is not finite.
  private func numbers(_ values: [Double]) -> JSON { .array(values.map { $0.isFinite ? .number($0) : .null }) }
}
