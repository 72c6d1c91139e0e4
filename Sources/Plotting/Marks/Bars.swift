/// Bars that stand on 0, or on a logarithmic axis on its lower end.
struct Bars: Mark {
  /// The left and the right upper corner of each bar by turns, and a point on the ground behind them.
  let positions: Positions
  var name = ""
  var colour: Colour?
  /// The bars stand over whole numbers.
  let countsAcross: Bool

  /// - Parameter edges: where each bar begins and ends; as many pairs as heights, of which there is at least one.
  init(_ heights: [Double], edges: [(left: Double, right: Double)]) {
    positions = Positions(x: edges.flatMap { [$0.left, $0.right] } + [edges[0].left], y: heights.flatMap { [$0, $0] } + [0])
    countsAcross = edges.allSatisfy { ($0.left + $0.right) / 2 == (($0.left + $0.right) / 2).rounded() }
  }

  private var count: Int { positions.count / 2 }
  var sign: Sign { .area }
  var margin: (u: Double, v: Double) { (0.02, 0.04) }
  var key: Key { .name(name) }
  var summary: String { (name.isEmpty ? "" : name + ": ") + "\(count) bar\(count == 1 ? "" : "s")" }

  /// Where the bars stand: a logarithmic axis leaves out 0.
  private func ground(_ stage: Stage) -> Double { stage.flat.isDrawn(2 * count) ? stage.flat.v[2 * count] : stage.view.v.low }

  /// Bars that fall into one column of the picture; mostly one.
  private struct Box {
    let bars: ClosedRange<Int>
    let left: Double
    let right: Double
    /// Where the highest and the lowest of them end.
    let top: Double
    let bottom: Double
  }

  /// The bars from left to right, those that are narrower than a column of the picture together.
  private func boxes(_ stage: Stage) -> [Box] {
    let isThinned = Thinning.isThinned(count, columns: Int(stage.view.width))
    var boxes: [Box] = []
    for i in 0..<count where stage.flat.isDrawn(2 * i) {
      let (left, right) = (stage.place(2 * i), stage.place(2 * i + 1).x)
      var box = Box(bars: i...i, left: left.x, right: right, top: left.y, bottom: left.y)
      if isThinned, let last = boxes.last, Int(last.left) == Int(left.x) {
        box = Box(
          bars: last.bars.lowerBound...i, left: last.left, right: right, top: min(last.top, left.y), bottom: max(last.bottom, left.y))
        boxes.removeLast()
      }
      boxes.append(box)
    }
    return boxes
  }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let ground = stage.place(0, ground(stage)).y
    for box in boxes(stage) {
      let (top, i) = (min(box.top, ground), box.bars.lowerBound)
      let middle = NumberText.short((positions.x[2 * i] + positions.x[2 * i + 1]) / 2, digits: 6)
      drawing.rectangle(
        x: box.left, y: top, width: max(box.right - box.left, 0.5), height: max(box.bottom, ground) - top, fill: stage.pen.colour,
        title: box.bars.count > 1 ? "" : "\(middle): \(NumberText.short(positions.y[2 * i], digits: 6))")
    }
  }

  /// Outlines, filled with every second column of dots.
  func draw(_ stage: Stage, on canvas: inout Canvas) {
    let ground = stage.place(0, ground(stage)).y
    for box in boxes(stage) {
      let first = Int(box.left)
      let last = max(first, Int(box.right) - 1)
      for x in first...last {
        let isInside = last - first > 3 && x > first && x < last
        let stride = isInside && x % 2 == 1 ? 4 : 1
        canvas.line(from: (x: Double(x), y: box.top), to: (Double(x), ground), colour: stage.pen.colour, stride: stride)
        guard box.bottom > ground else { continue }
        canvas.line(from: (x: Double(x), y: box.bottom), to: (Double(x), ground), colour: stage.pen.colour, stride: stride)
      }
      canvas.line(from: (Double(first), box.top), to: (Double(last), box.top), colour: stage.pen.colour)
    }
  }
}
