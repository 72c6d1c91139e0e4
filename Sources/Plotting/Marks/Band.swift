/// The area between two lines over the same x, as of an interval about a curve.
struct Band: Mark {
  /// The lower line, then the upper one, both from left to right.
  let positions: Positions
  var name = ""
  var colour: Colour?

  /// - Parameters: lists of the same length.
  init(x: [Double], low: [Double], high: [Double]) { positions = Positions(x: x + x, y: low + high) }

  private var count: Int { positions.count / 2 }
  var sign: Sign { .shade }
  /// Of what fills it: lines and points below it can be seen.
  static let opacity = 0.25
  var key: Key { .name(name) }
  var summary: String { (name.isEmpty ? "" : name + ": ") + "band over \(count) values" }

  /// The unbroken stretches, over which both lines are drawn.
  private func stretches(_ flat: FlatPositions) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for i in 0..<count where flat.isDrawn(i) && flat.isDrawn(count + i) {
      if let last = found.last, last.upperBound == i {
        found[found.count - 1] = last.lowerBound..<i + 1
      } else {
        found.append(i..<i + 1)
      }
    }
    return found
  }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    for stretch in stretches(stage.flat) {
      let (low, high) = edges(stretch, stage)
      drawing.add(.polygon(low + high.reversed(), fill: stage.pen.colour, opacity: Band.opacity))
    }
  }

  /// The lower and the upper edge of a stretch; of many points to a column of pixels, the lowest and the highest.
  private func edges(_ stretch: Range<Int>, _ stage: Stage) -> (low: [Drawing.Place], high: [Drawing.Place]) {
    let columns = Int(stage.view.width)
    let isThinned = Thinning.isThinned(count, columns: columns)
    var (low, high): ([Drawing.Place], [Drawing.Place]) = ([], [])
    var last = -1
    for i in stretch {
      let (below, above) = (stage.place(i), stage.place(count + i))
      let column = isThinned ? Int(below.x) : i
      if column == last {
        low[low.count - 1].y = max(low[low.count - 1].y, below.y)
        high[high.count - 1].y = min(high[high.count - 1].y, above.y)
      } else {
        low.append(below)
        high.append(above)
        last = column
      }
    }
    return (low, high)
  }

  /// Both lines, and sparse dots between them.
  func draw(_ stage: Stage, on canvas: inout Canvas) {
    for stretch in stretches(stage.flat) {
      for (a, b) in zip(stretch, stretch.dropFirst()) {
        let (low, high) = ((stage.place(a), stage.place(b)), (stage.place(count + a), stage.place(count + b)))
        canvas.line(from: low.0, to: low.1, colour: stage.pen.colour, stride: 2)
        canvas.line(from: high.0, to: high.1, colour: stage.pen.colour, stride: 2)
        let (first, last) = (Int(low.0.x), Int(low.1.x))
        for x in first...max(first, last) where x % 4 == 0 {
          let share = last == first ? 0 : Double(x - first) / Double(last - first)
          let ends = (low.0.y + (low.1.y - low.0.y) * share, high.0.y + (high.1.y - high.0.y) * share)
          canvas.line(from: (Double(x), ends.1), to: (Double(x), ends.0), colour: stage.pen.colour, stride: 4)
        }
      }
    }
  }
}
