extension ColourScale {
  /// Light to heavy: of negative values lines, of positive values shades; without a sign, ink.
  private static let negative: [Character] = ["≡", "=", "-", "·"]
  private static let positive: [Character] = ["░", "▒", "▓", "█"]
  private static let unsigned: [Character] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]

  /// What stands for a value where there are no colours; × where it is not finite.
  func character(_ value: Double) -> Character {
    guard let position = position(value) else { return "×" }
    switch kind {
    case .diverging:
      // nine steps: four of each sign, and a blank around 0
      let step = Int(((position - 0.5) * 8.999).rounded())
      return step == 0 ? " " : step < 0 ? ColourScale.negative[4 + step] : ColourScale.positive[step - 1]
    case .sequential, .cyclic:
      return ColourScale.unsigned[min(Int(position * 10), 9)]
    }
  }

  /// The scale from its low end to its high end: "-1.2 ██████ 1.2".
  func writeKey(on canvas: inout Canvas, row: Int, middle: Int, mode: TextColour) {
    if limits.low == limits.high {
      let text = "everywhere \(NumberText.short(limits.low))"
      canvas.write(text, row: row, column: max(0, min(middle - text.count / 2, canvas.width - text.count)))
      return
    }
    let before = NumberText.short(limits.low) + " "
    let after = " " + NumberText.short(limits.high)
    let room = canvas.width - before.count - after.count
    // without colour, each character of the scale stands once or twice
    let characters = kind == .diverging ? 9 : 10
    let steps = mode == .none ? (room < 2 * characters ? characters : 2 * characters) : max(1, min(24, room))
    let columns = before.count + steps + after.count
    var column = max(0, min(middle - before.count - steps / 2, canvas.width - columns))
    canvas.write(before, row: row, column: column)
    column += before.count
    for step in 0..<steps {
      let position = (Double(step) + 0.5) / Double(steps)
      if mode == .none {
        canvas.put(character(limits.low * (1 - position) + limits.high * position), row: row, column: column + step)
      } else {
        canvas.put("█", row: row, column: column + step, foreground: map(position))
      }
    }
    canvas.write(after, row: row, column: column + steps)
  }
}
