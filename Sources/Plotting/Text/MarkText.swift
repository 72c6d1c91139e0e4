/// Draws points and lines as braille dots.
struct MarkText {
  /// What of the plane is shown, and where, in dots.
  let view: Viewport
  let mode: TextColour

  func draw(_ marks: [FlatMark], on canvas: inout Canvas) {
    var number = 0
    for flat in marks {
      switch flat.mark {
      case .points(let points):
        draw(points, flat.positions, on: &canvas)
      case .curve(let curve):
        draw(curve, flat.positions, number: number, on: &canvas)
        number += 1
      case .heatMap:
        break
      }
    }
    if mode == .none { writeLetters(marks, on: &canvas) }
  }

  private func draw(_ curve: Curve, _ positions: FlatPositions, number: Int, on canvas: inout Canvas) {
    for stretch in Thinning.stretches(positions, across: view.u, columns: Int(view.width)) {
      if stretch.count == 1 { blob(place(stretch[0], positions), size: 2, colour: SeriesColours.colour(number), on: &canvas) }
      var last = stretch[0]
      for i in stretch {
        canvas.line(from: place(last, positions), to: place(i, positions), colour: SeriesColours.colour(number))
        last = i
      }
    }
  }

  /// From back to front: the line to the next point, then the point; what is far is smaller, dimmer, and its line dotted.
  private func draw(_ points: Points, _ positions: FlatPositions, on canvas: inout Canvas) {
    let order = positions.backToFront
    let isSpatial = points.positions.isSpatial
    if points.isJoined {
      for i in order where i + 1 < positions.count && positions.isDrawn(i + 1) {
        let nearness = (positions.nearness(i) + positions.nearness(i + 1)) / 2
        let colour = dimmed(Points.colour(i, of: positions.count), nearness)
        let stride = isSpatial && nearness < 0.4 ? 3 : 1
        canvas.line(from: place(i, positions), to: place(i + 1, positions), colour: colour, stride: stride)
      }
    }
    let most = blobSize(positions, isSpatial: isSpatial)
    for i in order {
      let nearness = positions.nearness(i)
      let colour = dimmed(Points.colour(i, of: positions.count), nearness)
      blob(place(i, positions), size: max(1, min(most, Int(nearness * 4))), colour: colour, on: &canvas)
    }
    writeNumbers(positions, on: &canvas)
  }

  /// Some points' numbers beside them, where there is room.
  private func writeNumbers(_ positions: FlatPositions, on canvas: inout Canvas) {
    let middle = (x: view.x(view.u.middle), y: view.y(view.v.middle))
    let step = Points.labelStep(positions.count)
    for i in Swift.stride(from: 0, to: positions.count, by: step) where positions.isDrawn(i) {
      let text = String(i)
      let at = place(i, positions)
      let (column, row) = (Int(at.x) / 2, Int(at.y) / 4)
      let right = (row, column + 2)
      let left = (row, column - 1 - text.count)
      let above = (row - 1, column - (text.count - 1) / 2)
      let below = (row + 1, column - (text.count - 1) / 2)
      let sides = at.x >= middle.x ? [right, left] : [left, right]
      let ends = at.y <= middle.y ? [above, below] : [below, above]
      let choices = abs(at.x - middle.x) >= abs(at.y - middle.y) ? sides + ends : ends + sides
      guard let free = choices.first(where: { canvas.isFree(row: $0.0, column: $0.1, count: text.count) }) else { continue }
      canvas.write(text, row: free.0, column: free.1, colour: Points.colour(i, of: positions.count))
    }
  }

  /// The letters of the legend, each on its line where that is farthest from the others.
  private func writeLetters(_ marks: [FlatMark], on canvas: inout Canvas) {
    let curves = marks.filter { flat in
      if case .curve = flat.mark { return true }
      return false
    }
    guard curves.count > 1 else { return }
    for (number, flat) in curves.enumerated() {
      let others = curves.indices.filter { $0 != number }.map { curves[$0].positions }
      let drawn = (0..<flat.positions.count).filter(flat.positions.isDrawn)
      let candidates = stride(from: 0.05, through: 0.95, by: 0.1).compactMap { share in
        drawn.isEmpty ? nil : drawn[Int(min(share + 0.01 * Double(number), 1) * Double(drawn.count - 1))]
      }
      let clearances = candidates.map { clearance(flat.positions, $0, others) }
      guard let best = candidates.indices.max(by: { clearances[$0] < clearances[$1] }) else { continue }
      let at = place(candidates[best], flat.positions)
      canvas.write(KeyText.letter(number), row: Int(at.y) / 4, column: Int(at.x) / 2)
    }
  }

  /// How far, in dots, the nearest other curve passes above or below point i.
  private func clearance(_ positions: FlatPositions, _ i: Int, _ others: [FlatPositions]) -> Double {
    let distances = others.compactMap { other -> Double? in
      guard let beside = other.u.firstIndex(where: { $0 >= positions.u[i] }) else { return nil }
      return abs(view.y(other.v[beside]) - view.y(positions.v[i]))
    }
    return distances.min() ?? view.height
  }

  /// Where point i lies, in dots.
  private func place(_ i: Int, _ positions: FlatPositions) -> (x: Double, y: Double) {
    (view.x(positions.u[i]) + 0.5, view.y(positions.v[i]) + 0.5)
  }

  private func dimmed(_ colour: Colour, _ nearness: Double) -> Colour {
    colour.mixed(with: .middle, 0.65 * (1 - nearness))
  }

  /// The side of the nearest points in dots, 1 … 3: smaller where points lie close, so that they stay apart.
  private func blobSize(_ positions: FlatPositions, isSpatial: Bool) -> Int {
    guard positions.count <= 400 else { return 1 }
    var steps: [Double] = []
    for i in 1..<max(positions.count, 1) where positions.isDrawn(i - 1) && positions.isDrawn(i) {
      let (a, b) = (place(i - 1, positions), place(i, positions))
      steps.append(max(abs(a.x - b.x), abs(a.y - b.y)))
    }
    guard !steps.isEmpty else { return 3 }
    let typical = steps.sorted()[steps.count / 2]
    return max(isSpatial ? 2 : 1, typical >= 6 ? 3 : typical >= 3 ? 2 : 1)
  }

  private func blob(_ at: (x: Double, y: Double), size: Int, colour: Colour, on canvas: inout Canvas) {
    let (x, y) = (Int(at.x) - (size - 1) / 2, Int(at.y) - (size - 1) / 2)
    for down in 0..<size {
      for across in 0..<size { canvas.dot(x + across, y + down, colour: colour) }
    }
  }
}
