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
    number = 0
    for flat in marks {
      guard case .curve(let curve) = flat.mark else { continue }
      if mode == .none, !curve.name.isEmpty { writeLetter(KeyText.letter(number), flat.positions, on: &canvas) }
      number += 1
    }
  }

  private func draw(_ curve: Curve, _ positions: FlatPositions, number: Int, on canvas: inout Canvas) {
    for stretch in Thinning.stretches(positions, across: view.u, columns: Int(view.width)) {
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
    for i in order {
      let nearness = positions.nearness(i)
      let colour = dimmed(Points.colour(i, of: positions.count), nearness)
      blob(place(i, positions), size: blobSize(nearness, count: positions.count), colour: colour, on: &canvas)
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

  /// A series' letter on its line: at three quarters of its points, or where it fits.
  private func writeLetter(_ letter: String, _ positions: FlatPositions, on canvas: inout Canvas) {
    let drawn = (0..<positions.count).filter(positions.isDrawn)
    for share in [0.75, 0.5, 0.25, 0.9] where !drawn.isEmpty {
      let at = place(drawn[Int(share * Double(drawn.count - 1))], positions)
      let (column, row) = (Int(at.x) / 2, Int(at.y) / 4)
      for candidate in [row - 1, row + 1, row - 2, row + 2] where canvas.isFree(row: candidate, column: column, count: letter.count) {
        guard Double(candidate * 4) >= view.top, Double(candidate * 4) < view.bottom else { continue }
        canvas.write(letter, row: candidate, column: column)
        return
      }
    }
  }

  /// Where point i lies, in dots.
  private func place(_ i: Int, _ positions: FlatPositions) -> (x: Double, y: Double) {
    (view.x(positions.u[i]) + 0.5, view.y(positions.v[i]) + 0.5)
  }

  private func dimmed(_ colour: Colour, _ nearness: Double) -> Colour {
    colour.mixed(with: .middle, 0.65 * (1 - nearness))
  }

  /// The side of a point in dots, 1 … 3.
  private func blobSize(_ nearness: Double, count: Int) -> Int {
    guard count <= 400 else { return 1 }
    return nearness > 0.6 ? 3 : nearness > 0.25 ? 2 : 1
  }

  private func blob(_ at: (x: Double, y: Double), size: Int, colour: Colour, on canvas: inout Canvas) {
    let (x, y) = (Int(at.x) - (size - 1) / 2, Int(at.y) - (size - 1) / 2)
    for down in 0..<size {
      for across in 0..<size { canvas.dot(x + across, y + down, colour: colour) }
    }
  }
}
