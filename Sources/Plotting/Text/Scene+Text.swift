extension Scene {
  /// The marks as dots; without colours, with the letters of the legend on them.
  func draw(in view: Viewport, on canvas: inout Canvas, _ mode: TextColour) {
    let stages = marks.map { Stage(flat: $0.positions, view: view, pen: $0.pen, mode: mode, shift: 0.5) }
    for (flat, stage) in zip(marks, stages) { flat.mark.draw(stage, on: &canvas) }
    if mode == .none { writeLetters(stages, on: &canvas) }
  }

  /// The letters of the legend, each on its mark where that is farthest from the others.
  private func writeLetters(_ stages: [Stage], on canvas: inout Canvas) {
    let named = zip(marks, stages).compactMap { flat, stage -> Stage? in
      if case .name(let name) = flat.mark.key, !name.isEmpty { return stage }
      return nil
    }
    guard named.count > 1 else { return }
    for (i, stage) in named.enumerated() {
      let others = named.indices.filter { $0 != i }.map { named[$0].flat }
      let drawn = stage.drawn
      let candidates = stride(from: 0.05, through: 0.95, by: 0.1).compactMap { share in
        drawn.isEmpty ? nil : drawn[Int(min(share + 0.01 * Double(stage.pen.number), 1) * Double(drawn.count - 1))]
      }
      let clearances = candidates.map { clearance(stage, $0, others) }
      guard let best = candidates.indices.max(by: { clearances[$0] < clearances[$1] }) else { continue }
      let at = stage.place(candidates[best])
      canvas.write(KeyText.letter(stage.pen.number), row: Int(at.y) / 4, column: Int(at.x) / 2)
    }
  }

  /// How far, in dots, the nearest other mark passes above or below point i.
  private func clearance(_ stage: Stage, _ i: Int, _ others: [FlatPositions]) -> Double {
    let distances = others.compactMap { other -> Double? in
      guard let beside = other.u.firstIndex(where: { $0 >= stage.flat.u[i] }) else { return nil }
      return abs(stage.view.y(other.v[beside]) - stage.view.y(stage.flat.v[i]))
    }
    return distances.min() ?? stage.view.height
  }
}
