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
  var key: Key { .name(name) }
  var summary: String { (name.isEmpty ? "" : name + ": ") + "\(count) bar\(count == 1 ? "" : "s")" }

  /// Where the bars stand: a logarithmic axis leaves out 0.
  private func ground(_ stage: Stage) -> Double { stage.flat.isDrawn(2 * count) ? stage.flat.v[2 * count] : stage.view.v.low }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let ground = stage.place(0, ground(stage)).y
    for i in 0..<count where stage.flat.isDrawn(2 * i) {
      let (left, right) = (stage.place(2 * i), stage.place(2 * i + 1))
      let middle = NumberText.short((positions.x[2 * i] + positions.x[2 * i + 1]) / 2, digits: 6)
      drawing.rectangle(
        x: left.x, y: min(left.y, ground), width: max(right.x - left.x, 0.5), height: abs(ground - left.y), fill: stage.pen.colour,
        title: "\(middle): \(NumberText.short(positions.y[2 * i], digits: 6))")
    }
  }

  /// Outlines, filled with every second column of dots.
  func draw(_ stage: Stage, on canvas: inout Canvas) {
    let ground = stage.place(0, ground(stage)).y
    for i in 0..<count where stage.flat.isDrawn(2 * i) {
      let (left, right) = (stage.place(2 * i), stage.place(2 * i + 1))
      let first = Int(left.x)
      let last = max(first, Int(right.x) - 1)
      for x in first...last {
        let isInside = last - first > 3 && x > first && x < last
        let start = (x: Double(x), y: left.y)
        canvas.line(from: start, to: (Double(x), ground), colour: stage.pen.colour, stride: isInside && x % 2 == 1 ? 4 : 1)
      }
      canvas.line(from: (Double(first), left.y), to: (Double(last), left.y), colour: stage.pen.colour)
    }
  }
}
