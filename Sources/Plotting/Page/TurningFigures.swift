import JSONSyntax

/// The figures of points in pictures of the same build, which a page draws itself, so that they turn.
struct TurningFigures {
  /// Their numbers among all figures of a picture.
  private let numbers: [Int]
  /// The figures of each picture. [pictures × figures]
  private let frames: [[Figure]]

  /// More are too many to be drawn anew for each picture of the screen.
  static let mostPoints = 100_000

  /// Nil where there are none.
  init?(_ pictures: [Picture]) {
    frames = pictures.map(\.figures)
    let frames = frames
    numbers = (frames.first ?? []).indices.filter { number in
      frames.allSatisfy { $0[number].turns && $0[number].isSpatial == frames[0][number].isSpatial }
    }
    if numbers.isEmpty { return nil }
  }

  /// A picture of that build without them.
  func leftOut(of picture: Picture) -> Picture {
    var figures = picture.figures
    for number in numbers { figures[number].isLeftOut = true }
    var rest = figures[...]
    return picture.replacing(from: &rest)
  }

  /// - Parameter boxes: where each figure of the picture stands.
  func moving(boxes: [Drawing.Box]) -> Page.Moving {
    let form = """
      <label>first <input name="first" type="range" min="1" value="1"/> <output name="count"></output></label>
      <button name="all" type="button">show all</button>
      """
    let figures = numbers.map { number -> JSON in
      let box = boxes[number]
      return [
        "box": .array([box.x, box.y, box.width, box.height].map(JSON.number)), "frames": .array(frames.map { $0[number].turning }),
      ]
    }
    return Page.Moving(name: "points", data: .array(figures), form: form)
  }
}

extension Figure {
  /// It is made of points, but of more than a page can turn.
  var hasTooManyPointsToTurn: Bool {
    (isSpatial || hasEqualUnits) && marks.reduce(0) { $0 + $1.positions.count } > TurningFigures.mostPoints
  }

  /// A page can draw it.
  fileprivate var turns: Bool {
    guard !hasTooManyPointsToTurn else { return false }
    let turning = turningMarks
    return !turning.isEmpty && (isSpatial || hasEqualUnits && turning.count == marks.count)
  }

  private var turningMarks: [TurningMark] { zip(marks, pens).compactMap { mark, pen in mark.turning(pen) } }

  /// Its points as JSON, those of one mark behind those of another.
  fileprivate var turning: JSON {
    let marks = turningMarks
    let axes = isSpatial ? [x, y, z] : [x, y]
    let all = { (axis: KeyPath<Positions, [Double]>) in JSON.array(marks.flatMap { $0.positions[keyPath: axis] }.map(Figure.number)) }
    var from = 0
    let described = marks.map { mark -> JSON in
      defer { from += mark.positions.count }
      let told = mark.told.map { told -> JSON in ["name": .string(told.name), "values": .array(told.values.map(Figure.number))] }
      return [
        "from": .integer(from), "count": .integer(mark.positions.count), "noun": .string(mark.noun), "line": .string(mark.line.rawValue),
        "radius": .number(mark.radius), "told": .array(told),
      ]
    }
    return [
      "title": .string(title), "marks": .array(described), "x": all(\.x), "y": all(\.y), "z": isSpatial ? all(\.z) : .null,
      "labels": .array(marks.flatMap(\.labels).map(JSON.string)),
      "colours": .array(marks.flatMap(\.colours).map { .string($0.hexadecimal) }),
      "camera": .array([camera.azimuth, camera.elevation].map(JSON.number)), "axes": .array(axes.map { .string($0.label) }),
      "sides": .array(sides(marks.map(\.positions)).map { .array([.number($0.low), .number($0.high)]) }),
    ]
  }

  /// What is in sight along each axis.
  private func sides(_ positions: [Positions]) -> [Interval] {
    if isSpatial { return limits?.sides ?? SpaceFrame.sides(around: positions) }
    if let limits { return [limits.u, limits.v] }
    return Interval.aboutOrigin([positions.flatMap(\.x), positions.flatMap(\.y)]).map { $0.padded(0.07) }
  }

  /// In seven digits; null for what is not finite.
  private static func number(_ value: Double) -> JSON {
    guard value.isFinite, value != 0 else { return value == 0 ? .number(0) : .null }
    let unit = powerOfTen(6 - Int(logarithm10(abs(value)).rounded(.down)))
    let rounded = (value * unit).rounded() / unit
    return .number(rounded.isFinite ? rounded : value)
  }
}
